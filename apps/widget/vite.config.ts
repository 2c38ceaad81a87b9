import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Two files, one per run: an IIFE holds exactly one entry. `ENTRY` is `loader` or `panel`. */
const entry = process.env['ENTRY'] === 'panel' ? 'panel' : 'loader';

/**
 * Properties that exist only inside the panel get short names: 0.4 kB less to load. Never one that the browser, the
 * loader, the server or the browser's storage knows under its name, and none that is read by a computed key.
 */
const OWN_PROPERTIES = new RegExp(
  `^(${[
    'addFrom|api|asked|askedAgain|catchUp|fetchOnce|change|chat|seenUpTo',
    'detail|draft|drain|drop|emit|failures|faults|fetchAll|firstState|firstWait|flush|forgetThread',
    'greet|handlers|hear|heard|introduce|isOpen|joined|keep|lastKey|latest|listener|live|lost|markRead',
    'memory|messagesAfter|needContact|needName|onNews|openSession|begin',
    'otherLanguage|outbox|patch|phase|place|poll|post|receive|renew|renewing|report|requestSession',
    'saidTyping|session|silence|pendingChanged|socketRefused|socketChanged|speak|stayInTouch|stored|take|timer|tooLarge|transfer|turn',
    'retry|socket|up|start|log|before|after|read|progress|write',
    'typing|typingTimer|unread|uploadFailed|uploader|wake|watch',
  ].join('|')})$`,
);

export default defineConfig({
  root: here('.'),
  oxc: {
    jsx: { runtime: 'classic', pragma: 'h', pragmaFrag: 'Fragment' },
    ...(entry === 'panel' && { jsxInject: "import { h, Fragment } from 'preact'" }),
  },
  resolve: {
    alias: {
      '@sila/contracts': here('../../libs/contracts/index.ts'),
      '@sila/domain': here('../../libs/domain/index.ts'),
    },
  },
  define: { 'process.env.NODE_ENV': '"production"' },
  build: {
    outDir: here('../../dist/widget'),
    emptyOutDir: false,
    copyPublicDir: false,
    target: 'es2022',
    cssTarget: ['chrome123', 'firefox121', 'safari17.5'],
    rolldownOptions: {
      output: {
        minify: {
          compress: true,
          mangle: true,
          ...(entry === 'panel' && { mangleProps: { include: OWN_PROPERTIES } }),
        },
      },
    },
    lib: {
      entry: here(entry === 'panel' ? 'src/panel.tsx' : 'src/loader.ts'),
      formats: ['iife'],
      name: entry === 'panel' ? 'SilaPanel' : 'SilaLoader',
      fileName: () => `${entry}.js`,
    },
  },
});
