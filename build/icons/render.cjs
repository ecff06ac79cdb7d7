'use strict';
/**
 * Run by Electron: draws the icon at every size with Chromium and writes `<size>x<size>.png` files.
 * Arguments: the SVG file, the folder to write to, the sizes.
 */
const { readFileSync, writeFileSync } = require('node:fs');
const path = require('node:path');
const { BrowserWindow, app } = require('electron');

const words = process.argv.slice(process.argv.findIndex((word) => word.endsWith('render.cjs')) + 1);
const [source = '', folder = '', ...sizes] = words;

/**
 * Draws in the page, where Chromium can turn a picture into a PNG with its transparency.
 * @param {string} address
 * @param {number} size
 * @returns {string} script whose value is a data URL
 */
const drawing = (address, size) => `new Promise((resolve, reject) => {
  const image = new Image();
  image.onload = () => {
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = ${String(size)};
    canvas.getContext('2d').drawImage(image, 0, 0, ${String(size)}, ${String(size)});
    resolve(canvas.toDataURL('image/png'));
  };
  image.onerror = () => reject(new Error('The icon cannot be drawn.'));
  image.src = ${JSON.stringify(address)};
})`;

async function main() {
  await app.whenReady();
  const window = new BrowserWindow({ show: false });
  await window.loadURL('data:text/html,');
  const address = `data:image/svg+xml;base64,${readFileSync(source).toString('base64')}`;
  for (const size of sizes) {
    const drawn = await window.webContents.executeJavaScript(drawing(address, Number(size)));
    const png = Buffer.from(drawn.slice(drawn.indexOf(',') + 1), 'base64');
    writeFileSync(path.join(folder, `${size}x${size}.png`), png);
  }
}

main().then(
  () => app.exit(0),
  (error) => {
    process.stderr.write(`${String(error)}\n`);
    app.exit(1);
  },
);
