// src/console/changes/ProposeDialog.tsx —— 提出变更:which list, which entry, what becomes of it, and what it rests on
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import {
  type ChangedList,
  type ChangeKind,
  changedLists,
  changeKinds,
  countsFromApproval,
  kindsOf,
  proposers,
} from '../../registers/signed/lists.ts';
import { holds, useMe } from '../app/session.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { Loading, Trouble } from '../parts/states.tsx';
import { ChangeForm, ChangeInput } from '../registers/ChangeForm.tsx';
import { ContentFields, readFields } from './ContentFields.tsx';
import { type EntryListed, entriesQuery } from './changeQueries.ts';

type Props = { today: string; onClose: () => void; onDone: (says: string) => void };
export function ProposeDialog({ today, onClose, onDone }: Props) {
  const me = useMe();
  const lists = (Object.keys(changedLists) as ChangedList[]).filter((list) => holds(me, ...proposers[list]));
  const [list, setList] = useState<ChangedList>(lists[0] ?? 'calendar');
  const entries = useQuery(entriesQuery(list));
  return (
    <Dialog title="提出变更" wide onClose={onClose}>
      <div className="f">
        <label htmlFor="pc-list">名册</label>
        <select className="in" id="pc-list" value={list} onChange={(event) => setList(event.target.value as ChangedList)}>
          {lists.map((each) => (
            <option key={each} value={each}>
              {changedLists[each]}
            </option>
          ))}
        </select>
      </div>
      {entries.isPending && <Loading />}
      {entries.error && <Trouble error={entries.error} again={() => void entries.refetch()} />}
      {entries.data && <Propose key={list} list={list} entries={entries.data.entries} today={today} onClose={onClose} onDone={onDone} />}
    </Dialog>
  );
}

const nameOf = (list: ChangedList, { key, content }: EntryListed): string =>
  list === 'calendar' ? `${key}年` : `${String(content?.name ?? key)}${list === 'item' ? `　${key}` : ''}`;

/** The next year without data, which is what a new notice is about; a new section under a key of its own. */
const blankOf = (list: ChangedList, entries: EntryListed[], today: string): EntryListed[] => {
  const blank = (key: string, content: Record<string, unknown>): EntryListed => ({ key, content, from: null, versions: [] });
  const fresh = `unit-${entries.length + 1}`;
  if (list === 'unit') return [blank(fresh, { id: fresh, name: '新机构', kind: 'section', from: today, duties: '' })];
  if (list !== 'calendar') return [];
  const next = Math.max(...entries.map(({ key }) => Number(key)).filter(Number.isFinite)) + 1;
  return [blank(String(next), { holidays: {}, workdays: {} })];
};

function Propose({ list, entries, today, onClose, onDone }: Props & { list: ChangedList; entries: EntryListed[] }) {
  const own = entries.filter(({ key, content }) => key !== 'calendar' && content !== null);
  const all = [
    ...blankOf(list, entries, today),
    ...own.toSorted((a, b) => (list === 'calendar' ? b.key.localeCompare(a.key) : a.key.localeCompare(b.key))),
  ];
  const [key, setKey] = useState(all[0]?.key ?? '');
  const [kind, setKind] = useState<ChangeKind>('set');
  const entry = all.find((each) => each.key === key);
  const usable = entry?.content?.usable !== false;
  const kinds = kindsOf[list].filter((each) => each === 'set' || each === 'end' || each === (usable ? 'suspend' : 'restore'));
  const body = (form: FormData): Record<string, unknown> | string => {
    const said = { list, key, kind, reason: String(form.get('reason')).trim(), document: String(form.get('document')).trim() };
    const dated = countsFromApproval(list) ? said : { ...said, from: String(form.get('from')) };
    if (kind !== 'set') return dated;
    const content = readFields(list, entry?.content ?? {}, form);
    return typeof content === 'string' ? content : { ...dated, content };
  };
  return (
    <ChangeForm
      path="/api/register-changes"
      action="提出"
      body={body}
      onClose={onClose}
      onDone={() => onDone('已提出，等待批准。批准以前名册不变。')}
    >
      <div className="f gap-top">
        <label htmlFor="pc-key">哪一条</label>
        <select
          className="in"
          id="pc-key"
          value={key}
          onChange={(event) => {
            setKey(event.target.value);
            setKind('set');
          }}
        >
          {all.map((each) => (
            <option key={each.key} value={each.key}>
              {nameOf(list, each)}
              {each.versions.length === 0 ? (list === 'calendar' ? '（还没有数据）' : '（新增）') : ''}
            </option>
          ))}
        </select>
      </div>
      {kinds.length > 1 && (
        <fieldset className="f gap-top ticks">
          <legend>怎样变更</legend>
          {kinds.map((each) => (
            <label className="tick" key={each}>
              <input type="radio" name="kind" value={each} checked={kind === each} onChange={() => setKind(each)} /> {changeKinds[each]}
            </label>
          ))}
        </fieldset>
      )}
      {kind === 'set' && entry && <ContentFields key={key} list={list} content={entry.content ?? {}} />}
      {countsFromApproval(list) ? (
        <p className="hint gap-top">自批准之日起生效。{list === 'calendar' && '批准以后，在走的期限全部重算，移动的逐项列出。'}</p>
      ) : (
        <ChangeInput name="from" label="自哪一天起施行" type="date" value={today} hint="不能早于今天：已办的事按当时的名册。" />
      )}
      <ChangeInput name="reason" label="理由" max={500} />
      <ChangeInput name="document" label="依据文件" hint="文件名称或者文号，例如国办发明电〔2026〕7号；向公众显示" />
    </ChangeForm>
  );
}
