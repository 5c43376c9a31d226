// src/console/parts/Law.tsx —— 条文:an article opens into its own words
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { articleQuery } from '../wire/queries.ts';
import { Dialog } from './Dialog.tsx';
import { Loading, Trouble } from './states.tsx';

const short = (cite: string) => (cite.includes('§') ? `${cite.replace('§', '第')}条` : cite);

/** 处罚法§58, shown as 处罚法第58条; a press opens the article's text. */
export function Law({ cite }: { cite: string }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="law" aria-expanded={open} onClick={() => setOpen(true)}>
        {short(cite)}
      </button>
      {open && <ArticleDialog cite={cite} onClose={() => setOpen(false)} />}
    </>
  );
}

function ArticleDialog({ cite, onClose }: { cite: string; onClose: () => void }) {
  const article = useQuery(articleQuery(cite));
  return (
    <Dialog title={article.data?.title ?? short(cite)} onClose={onClose}>
      {article.isPending && <Loading says="正在取条文……" />}
      {article.error && <Trouble error={article.error} again={() => void article.refetch()} />}
      {article.data && (
        <div className="article">
          {(article.data.text ?? '这一条的原文还没有收入本系统，请查阅公布的文本。').split('\n').map((paragraph) => (
            <p key={paragraph}>{paragraph}</p>
          ))}
        </div>
      )}
    </Dialog>
  );
}
