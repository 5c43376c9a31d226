// src/console/registers/ItemsPage.tsx —— 执法事项:the published list, searchable; unusable ones visible with the reason
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { actTypes } from '../../law/vocabulary.ts';
import { fullWidth } from '../parts/fullWidth.ts';
import { Empty, Loading, Trouble } from '../parts/states.tsx';
import { itemsQuery } from '../wire/queries.ts';
import type { Item } from '../wire/shapes.ts';

export function ItemsPage() {
  const [typed, setTyped] = useState('');
  const [type, setType] = useState<string>();
  const q = useDeferredValue(typed.trim());
  const items = useQuery({ ...itemsQuery(q), placeholderData: (before) => before });
  const all = items.data?.items ?? [];
  const shown = type ? all.filter((item) => item.actType === type) : all;
  const counts = Map.groupBy(all, (item) => item.actType);
  return (
    <>
      <div className="bar gap-top">
        <h1>执法事项</h1>
        <span className="mute small">
          {items.data && `${shown.length}项，其中${shown.filter((item) => !item.usable).length}项待更新、暂不能用于立案`}
        </span>
      </div>
      <div className="filters">
        <input
          type="search"
          aria-label="搜索事项名称、编码、条文"
          placeholder="名称、编码、条文"
          maxLength={60}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        {Object.entries(actTypes).map(
          ([id, name]) =>
            counts.has(id) && (
              <button
                type="button"
                key={id}
                className="chip"
                aria-pressed={type === id}
                onClick={() => setType(type === id ? undefined : id)}
              >
                {name} {counts.get(id)!.length}
              </button>
            ),
        )}
      </div>
      {items.error && <Trouble error={items.error} again={() => void items.refetch()} />}
      <div className="panel">
        {items.isPending && <Loading />}
        {items.data && shown.length === 0 && (
          <Empty title={`没有找到“${typed}”`}>可以用事项名称里的字、编码，或者“森林法第73条”这样的条文。</Empty>
        )}
        {shown.map((item) => (
          <Entry key={item.code} item={item} />
        ))}
      </div>
    </>
  );
}

const cites = (list: Item['breach']) => list.map((each) => `${each.law}${each.article}`).join('、');
function Entry({ item }: { item: Item }) {
  return (
    <article className={`item${item.usable ? '' : ' unusable'}`}>
      <h2>
        {item.name}
        {'　'}
        <span className="mute small">
          {item.code}·{item.typeName}
        </span>
      </h2>
      {!item.usable && <p className="why-not">暂不能使用：{fullWidth(item.whyUnusable ?? '依据待更新')}</p>}
      <dl>
        {item.breach.length > 0 && (
          <>
            <dt>违反</dt>
            <dd>{cites(item.breach)}</dd>
          </>
        )}
        {item.penalty.length > 0 && (
          <>
            <dt>罚则</dt>
            <dd>{cites(item.penalty)}</dd>
          </>
        )}
        {item.correctiveOrders.length > 0 && (
          <>
            <dt>责令</dt>
            <dd>{item.correctiveOrders.join('；')}</dd>
          </>
        )}
        {item.tiers.length > 0 && (
          <>
            <dt>裁量</dt>
            <dd>{item.tiers.map((tier) => tier.tier).join('、')}</dd>
          </>
        )}
      </dl>
    </article>
  );
}
