"""Hull energies and competing phases with SciPy's highs, of compositions drawn at random: golden values of test/stability/hull.test.ts."""
import csv, gzip, json, random, re, sys
import numpy as np
from scipy.optimize import linprog
import scipy
rows=list(csv.reader(gzip.open(sys.argv[1],'rt')))[1:]
def parse(f): return {e:float(a or 1) for e,a in re.findall(r'([A-Z][a-z]?)([\d.]*)',f)}
table=[(f,parse(f),float(e)) for f,e in rows]
bysys={}
for f,c,e in table: bysys.setdefault(frozenset(c),[]).append((f,c,e))
random.seed(0)
out=[]
sets=[['Li','P','S'],['Li','Ge','P','S'],['Li','P','S','Cl'],['Na','Sb','S'],['Mg','Ti','O','S'],['Li','La','Zr','O'],['K','Al','Si','O','F'],['Li','Mg','Al','P','S','Cl'],['Li','Na','K','Mg','P','O','S','Cl'],['Fe','Ni','Cr'],['Li','N'],['Ca','Mn','O']]
for els in sets:
    s=set(els)
    ph=[p for k,v in bysys.items() if k<=s for p in v]+[(e,{e:1.0},0.0) for e in els]
    A=np.array([[c.get(el,0)/sum(c.values()) for _,c,_ in ph] for el in els]); cost=np.array([e for *_,e in ph])
    for _ in range(8):
        n=[random.randint(1,20) for _ in els]
        b=np.array(n)/sum(n)
        r=linprog(cost,A_eq=A,b_eq=b,method='highs-ds',options={'primal_feasibility_tolerance':1e-10,'dual_feasibility_tolerance':1e-10})
        mix=sorted((ph[i][0]) for i in np.nonzero(r.x>1e-9)[0])
        out.append({'formula':''.join(f'{e}{k}' for e,k in zip(els,n)),'energy_eV_atom':round(r.fun,9),'phases':mix})
json.dump({'origin':f'SciPy {scipy.__version__}, linprog highs-ds, on data/formation-energies.csv.gz','points':out},sys.stdout,indent=1)
