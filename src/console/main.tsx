// src/console/main.tsx —— 办案端的入口
import './wire/olderBrowsers.ts';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { createRoot } from 'react-dom/client';
import '../ui/tokens.css';
import '../ui/paperView/paper.css';
import './look/all.css';
import { router } from './app/router.tsx';
import { SessionGate } from './app/session.tsx';
import { client } from './wire/queries.ts';

createRoot(document.getElementById('page')!).render(
  <QueryClientProvider client={client}>
    <SessionGate>
      <RouterProvider router={router} />
    </SessionGate>
  </QueryClientProvider>,
);
