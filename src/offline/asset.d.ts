/** True in the app as built for a web server: there a service worker lies beside it. */
declare const __SERVICE_WORKER__: boolean
