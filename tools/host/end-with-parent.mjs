// Loaded before the functions (`--import`) in every process of the Functions emulator. Those processes do not
// notice when the emulator dies, and would stay for ever: the channel to it closes then.
if (process.channel !== undefined) process.once('disconnect', () => process.exit(1));
