// The least that a function with the same SDKs can be: they are loaded, and it answers.
const { createRequire } = require('node:module');
const path = require('node:path');

const ofFunctions = createRequire(path.join(__dirname, '../../../functions/package.json'));
ofFunctions('firebase-admin');
ofFunctions('@google-cloud/firestore');
if (process.env.FUNCTION_TARGET === 'emptyWithStripe') ofFunctions('stripe');
const { onCall } = ofFunctions('firebase-functions/https');

const empty = onCall(() => ({}));
module.exports = { empty, emptyWithStripe: empty };
