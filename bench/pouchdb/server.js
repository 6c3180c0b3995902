// A CouchDB-compatible server on LevelDB: node server.js FOLDER PORT. Prints "ready" when it answers.
const path = require("path");
const express = require("express");
const PouchDB = require("pouchdb");

const [folder, port] = process.argv.slice(2);
const Kept = PouchDB.defaults({ prefix: folder + path.sep });
const app = express();
const log = { logPath: path.join(folder, "log.txt"), configPath: path.join(folder, "config.json") };
app.use("/", require("express-pouchdb")(Kept, { mode: "minimumForPouchDB", ...log }));
app.listen(Number(port), "127.0.0.1", () => console.log("ready"));
