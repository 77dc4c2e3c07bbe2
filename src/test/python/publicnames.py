"""Prints the public names of the modules that are asked for: MODULE:NAME, MODULE:CLASS.MEMBER, MODULE:NAME(PARAMETER).

A module's public names are those it exports and those it defines without an underscore.
"""

import enum
import importlib
import inspect
import sys
import typing


def own(module, name):
    value = getattr(module, name)
    return not inspect.ismodule(value) and getattr(value, '__module__', None) == module.__name__


def exports(module):
    defined = [n for n in dir(module) if not n.startswith('_') and own(module, n)]
    return sorted({*getattr(module, '__all__', ()), *defined})


def parameters(function):
    try:
        return [p for p in inspect.signature(function).parameters if p not in ('self', 'args', 'kwargs')]
    except (TypeError, ValueError):
        return []


def members(cls):
    if issubclass(cls, enum.Enum):
        return sorted(cls.__members__)
    return sorted(n for n in vars(cls) if not n.startswith('_'))


def tell(module, name, seen):
    try:
        value = getattr(module, name)
    except AttributeError:
        return
    if value is None or inspect.ismodule(value):
        return
    print(f'{module.__name__}:{name}')
    if inspect.isclass(value) and value not in seen:
        seen.add(value)
        for cls in value.__mro__:
            if cls.__module__.split('.')[0] != module.__name__.split('.')[0]:
                continue
            for member in members(cls):
                print(f'{module.__name__}:{name}.{member}')
        if not issubclass(value, (BaseException, enum.Enum)) and not typing.is_typeddict(value):
            for parameter in parameters(value):
                print(f'{module.__name__}:{name}({parameter})')
    elif inspect.isfunction(value):
        for parameter in parameters(value):
            print(f'{module.__name__}:{name}({parameter})')


def main():
    seen = set()
    for package in sys.argv[1:]:
        module = importlib.import_module(package)
        for name in exports(module):
            tell(module, name, seen)


main()
