// src/console/app/OffLine.tsx —— 断网:since when, and what can still be done
import { useEffect, useState } from 'react';
import { shanghaiMinute } from '../../base/dates.ts';
import { Icon } from '../parts/Icon.tsx';
import { Unreachable } from '../wire/http.ts';
import { client } from '../wire/queries.ts';

/** A dark line on top while the server does not answer. */
export function OffLine() {
  const [since, setSince] = useState<string>();
  useEffect(() => {
    const now = () => shanghaiMinute(new Date()).slice(11);
    const down = () => setSince((at) => at ?? now());
    const up = () => setSince(undefined);
    window.addEventListener('offline', down);
    window.addEventListener('online', up);
    const stop = client.getQueryCache().subscribe((event) => {
      if (event.type !== 'updated') return;
      if (event.action.type === 'error' && event.action.error instanceof Unreachable) down();
      if (event.action.type === 'success') up();
    });
    return () => {
      window.removeEventListener('offline', down);
      window.removeEventListener('online', up);
      stop();
    };
  }, []);
  if (!since) return null;
  return (
    <div className="off-line" role="status">
      <Icon name="off" />
      {since} 起连不上服务器。可以看、可以写草稿，暂不能提交。
      <button type="button" onClick={() => void client.invalidateQueries()}>
        重试
      </button>
    </div>
  );
}
