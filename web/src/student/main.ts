import './student.css';
import { startPage } from '../shared/start.ts';

void startPage({ loadContent: () => import('./app.tsx') });
