// The first one of a process takes a slow phone a quarter of a second, in which it would answer to nothing.
new Intl.NumberFormat();
self.close();
