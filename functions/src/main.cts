/**
 * What Cloud Functions loads. An instance serves one function, so it loads the file in which that one and what it needs
 * are bundled, and nothing of the others.
 *
 * Who asks for all of them (firebase-tools at a deploy) gets the modules as they are: the parameters and secrets that
 * they declare must register with the firebase-functions that asks, and a bundle has its own.
 */
const target = process.env.FUNCTION_TARGET;
module.exports = target === undefined ? require('./index.js') : require(`./bundle/${target}.js`);
