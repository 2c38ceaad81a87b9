export * from './realtime.module.js';
export * from './realtime.ports.js';
export { SocketServer } from './socket.server.js';
