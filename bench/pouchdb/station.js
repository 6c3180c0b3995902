// The station's side: node station.js fill FOLDER FORMS SCANS SCAN_BYTES | replicate FOLDER URL | count URL
const crypto = require("crypto");
const PouchDB = require("pouchdb");

const FORM_BYTES = 3500; // as large as a sealed form; random, as sealed bytes are
const BATCH = 20;

async function fill(folder, forms, scans, scanBytes) {
  const db = new PouchDB(folder);
  const page = crypto.randomBytes(scanBytes);
  for (let number = 0; number < forms; number++) {
    const doc = { _id: crypto.randomUUID(), sealed: crypto.randomBytes(FORM_BYTES).toString("base64") };
    if (number < scans) {
      page.writeUInt32BE(number, 0); // or the server would keep one page for all
      doc._attachments = { page: { content_type: "application/octet-stream", data: Buffer.from(page) } };
    }
    await db.put(doc);
  }
  await db.close();
}

async function replicate(folder, url) {
  const db = new PouchDB(folder);
  const done = await db.replicate.to(url, { batch_size: BATCH });
  if (!done.ok || done.doc_write_failures) throw new Error(JSON.stringify(done.errors));
  await db.close();
}

async function count(url) {
  const db = new PouchDB(url);
  const all = await db.allDocs({ include_docs: true });
  const docs = all.rows.map((row) => row.doc);
  const revisions = await Promise.all(docs.map((doc) => db.get(doc._id, { conflicts: true })));
  console.log(JSON.stringify({
    forms: docs.length,
    scans: docs.filter((doc) => doc._attachments).length,
    twice: revisions.filter((doc) => doc._conflicts).length,
  }));
}

const [act, ...given] = process.argv.slice(2);
const acts = { fill: (a, b, c, d) => fill(a, +b, +c, +d), replicate, count };
acts[act](...given).catch((error) => { console.error(error); process.exit(1); });
