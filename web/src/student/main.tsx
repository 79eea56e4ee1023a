import { startPage } from '../shared/start.tsx';
import './student.css';
import { App } from './app.tsx';

void startPage(<App />);
