// An app of Slack's own Node SDKs against the sandbox. It prints one line of JSON for each thing that it did.

const { App, LogLevel } = require("@slack/bolt");
const { SocketModeClient } = require("@slack/socket-mode");
const { WebClient } = require("@slack/web-api");

const { SLACK_API_URL: slackApiUrl, BOT_TOKEN: token, APP_TOKEN: appToken, CHANNEL: channel } = process.env;
const told = (what, more = {}) => console.log(JSON.stringify({ what, ...more }));

async function webApi() {
  const client = new WebClient(token, { slackApiUrl });
  const { user_id: bot } = await client.auth.test();
  const posted = await client.chat.postMessage({ channel, text: "from Node" });
  await client.chat.update({ channel, ts: posted.ts, text: "changed by Node" });
  const pages = [];
  for await (const page of client.paginate("users.list", { limit: 5 })) pages.push(page.members.length);
  const refused = await client.chat.postMessage({ channel: "C0NOWHERE1", text: "x" }).catch((error) => error.data.error);
  told("web api", { bot, ts: posted.ts, pages: pages.length, refused });
}

async function socketMode() {
  const client = new SocketModeClient({ appToken, clientOptions: { slackApiUrl }, logLevel: LogLevel.ERROR });
  const asked = new Promise((resolve) => {
    client.on("slash_commands", async ({ body, ack }) => {
      await ack({ text: `socket heard ${body.text}` });
      resolve(body.command);
    });
  });
  await client.start();
  told("socket ready");
  told("socket command", { command: await asked });
  await client.disconnect();
}

async function bolt() {
  const app = new App({
    token,
    appToken,
    socketMode: true,
    clientOptions: { slackApiUrl },
    logLevel: LogLevel.ERROR,
  });
  const done = new Promise((resolve) => {
    app.command("/wg", async ({ command, ack, respond }) => {
      await ack();
      await respond(`bolt heard ${command.text}`);
      resolve();
    });
  });
  await app.start();
  told("bolt ready");
  await done;
  told("bolt command");
  await app.stop();
}

webApi()
  .then(socketMode)
  .then(bolt)
  .then(() => process.exit(0))
  .catch((error) => {
    told("failed", { error: String(error.stack ?? error) });
    process.exit(1);
  });
