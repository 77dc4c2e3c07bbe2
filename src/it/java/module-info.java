/** An application that knows the library by its descriptor only. */
module it.consumer {
    requires io.portalocker;
}
