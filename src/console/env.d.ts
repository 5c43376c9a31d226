// src/console/env.d.ts —— 样式文件:what the bundler understands and the compiler does not
declare module '*.css';
declare module 'virtual:antd.css';
