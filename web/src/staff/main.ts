import { startPage } from '../shared/start.ts';
import './staff.css';

void startPage({ loadContent: () => import('./console.tsx') });
