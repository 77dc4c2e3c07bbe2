"""The Python twin of io.portalocker.testkit.Referee: see there."""

import os
import time
import uuid


class Referee:
    def __init__(self, directory):
        self.room = os.path.join(directory, 'room')
        self.counter = os.path.join(directory, 'counter')
        self.stays = os.path.join(directory, 'stays')
        self.tokens = os.path.join(directory, 'tokens')
        self.overlaps = os.path.join(directory, 'overlaps')

    def alone(self, work=lambda: os.sched_yield() if hasattr(os, 'sched_yield') else time.sleep(0)):
        taken = False
        try:
            os.rmdir(self.room)
            taken = True
        except FileNotFoundError:
            self._report('alone, but somebody is alone')
        except OSError:
            self._report('alone, but somebody shares')
        self._append(self.stays, 'x')
        with open(self.counter) as file:
            before = int(file.read() or 0)
        work()
        with open(self.counter, 'w') as file:
            file.write(str(before + 1))
        if taken:
            os.mkdir(self.room)

    def sharing(self, work):
        mark = os.path.join(self.room, str(uuid.uuid4()))
        taken = False
        try:
            os.close(os.open(mark, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
            taken = True
        except FileNotFoundError:
            self._report('shared, but somebody is alone')
        work()
        if taken:
            os.unlink(mark)

    def among(self, work):
        mine = self.tokens.replace('tokens', f'taken-{uuid.uuid4()}')
        token = self._take(mine)
        if token is None:
            self._report('inside without a token')
        self._append(self.stays, 'x')
        work()
        if token is not None:
            os.rename(mine, token)

    def _take(self, mine):
        for look in range(3):
            for i in range(8):
                token = os.path.join(self.tokens, f'token{i}')
                try:
                    os.rename(token, mine)
                    return token
                except FileNotFoundError:
                    pass
        return None

    def _report(self, what):
        self._append(self.overlaps, f'pid {os.getpid()}: {what}\n')

    @staticmethod
    def _append(path, text):
        with open(path, 'a') as file:
            file.write(text)
