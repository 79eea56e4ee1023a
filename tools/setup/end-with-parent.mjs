// Loaded before anything else (`--import`) in processes that must not outlive the one that started them. It
// holds the other end of a channel, which closes when it is gone, however it went.
if (process.channel !== undefined) {
  process.once('disconnect', () => process.exit(1));
  process.channel.unref();
}
