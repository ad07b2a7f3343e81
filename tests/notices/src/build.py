import json,re,glob,collections,sys
tax=open('/work/shared/domain/taxonomy.md').read()
G=set()
for l in tax.splitlines():
    m=re.match(r'\| (performance|product|intellectual-property|policy|account-integrity) \| (.*) \|$',l)
    if m: G|=set(x.strip() for x in re.sub(r'\(.*?\)','',m[2]).split(','))
E=set(re.findall(r'^\| ([a-z-]+) \| (?!grounds)',tax.split('## Enforcement')[1],re.M))-{'id'}
assert len(G)==53,len(G); print(sorted(E))
rows=[]
for f in sorted(glob.glob('src/a[0-9].txt')):
    for b in re.split(r'^=== ',open(f).read(),flags=re.M)[1:]:
        h,t=b.split('\n',1); e,c,r=h.split('|')
        c=[x.strip() for x in c.split(';') if x.strip()]; r=[x.strip() for x in r.split(';') if x.strip()]
        assert e in E,e; assert set(c)<=G,c
        rows.append(dict(id='fa-%03d'%(len(rows)+1),text=t.strip(),language='en',enforcement=e,causes=c,confidence='high',requested=r))
open('fresh_a.jsonl','w').write(''.join(json.dumps(r,ensure_ascii=False)+'\n' for r in rows))
print(len(rows),collections.Counter(r['enforcement'] for r in rows))
cc=collections.Counter(c for r in rows for c in r['causes']); print(sorted(cc.items(),key=lambda x:-x[1])); print('under 2:',[g for g in G if cc[g]<2]); print('none',sum(not r['causes'] for r in rows))
b=[]
try:
    for blk in re.split(r'^=== ',open('src/b.txt').read(),flags=re.M)[1:]:
        h,t=blk.split('\n',1); k=h.strip()
        r=dict(id='ba-%03d'%(len(b)+1),text=t.strip(),language='en',enforcement='reinstated' if k=='R' else None,causes=[],confidence='high',requested=[])
        if k=='P': r['phishing']=True
        assert k in ('R','P','-'),k
        b.append(r)
    open('benign_a.jsonl','w').write(''.join(json.dumps(r,ensure_ascii=False)+'\n' for r in b))
    print(len(b),collections.Counter(r['enforcement'] for r in b),sum('phishing' in r for r in b))
except FileNotFoundError: pass
# shared sentences
seen=collections.defaultdict(set)
for r in rows+b:
    for s in re.split(r'(?<=[.?!:])\s+|\n+',r['text']):
        s=s.strip().lower()
        if len(s)>45: seen[s].add(r['id'])
for s,i in seen.items():
    if len(i)>1: print('DUP',sorted(i),s[:110])
import statistics; w=[len(r['text'].split()) for r in rows]; print('words median',statistics.median(w),min(w),max(w))
for f in ('fresh_a','benign_a'):
    try: [json.loads(l) for l in open(f+'.jsonl',encoding='utf-8')]
    except FileNotFoundError: pass
