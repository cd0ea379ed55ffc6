/* A PKCS#11 module with the faults of real tokens, in front of SoftHSM's real keys.

   It hands every call on to the module in FAULTY_BEHIND, but:
   - three wrong PINs lock it (SoftHSM never locks), counted in the folder FAULTY_STATE, where it also says how many
     log-ins were tried; flags tell of the last try, as PKCS#11 2.40 5.5 describes;
   - a file `gone` there pulls the token out: no slot, CKR_DEVICE_REMOVED for whoever still holds a session;
   - a file `only-raw` leaves RSA without digest as the only way to sign with RSA;
   - `pull-at-sign`, `crash-at-sign`, `hang-at-sign`, `hang-at-look` let it fail at that very moment.
   Only what is needed of the standard's types is written down here, so that no header has to be installed. */
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef unsigned long ulong;
typedef struct { unsigned char version[2]; void *f[68]; } list;
typedef struct { ulong kind; void *parameter; ulong size; } mechanism;
enum { GET_LIST = 3, SLOTS = 4, TOKEN_INFO = 6, MECHANISMS = 7, LOGIN = 18, SIGN_INIT = 42, SIGN = 43 };
enum { OK = 0, DEVICE_REMOVED = 0x32, UNKNOWN_MECHANISM = 0x70, PIN_INCORRECT = 0xA0, PIN_LOCKED = 0xA4, NOT_PRESENT = 0xE0 };
enum { RSA_PKCS = 1 };
enum { COUNT_LOW = 0x10000, FINAL_TRY = 0x20000, LOCKED = 0x40000 };

static list real, ours;

static const char *path(const char *name) {
    static char out[1024];
    snprintf(out, sizeof out, "%s/%s", getenv("FAULTY_STATE"), name);
    return out;
}

static int with_digest(ulong kind) { return kind >= 0x40 && kind <= 0x42; } /* CKM_SHAxxx_RSA_PKCS */

static int is(const char *name) { return access(path(name), F_OK) == 0; }

static int counted(const char *name) {
    int n = 0;
    FILE *file = fopen(path(name), "r");
    if (file) { if (fscanf(file, "%d", &n) != 1) n = 0; fclose(file); }
    return n;
}

static void count(const char *name, int n) {
    FILE *file = fopen(path(name), "w");
    if (file) { fprintf(file, "%d", n); fclose(file); }
}

static ulong get_slots(unsigned char present, ulong *slots, ulong *many) {
    if (is("hang-at-look")) sleep(600);
    if (is("gone") && present) { *many = 0; return OK; }
    return ((ulong (*)(unsigned char, ulong *, ulong *))real.f[SLOTS])(present, slots, many);
}

static ulong get_token_info(ulong slot, unsigned char *info) {
    if (is("gone")) return NOT_PRESENT;
    ulong answer = ((ulong (*)(ulong, unsigned char *))real.f[TOKEN_INFO])(slot, info);
    int wrong = counted("wrong");
    ulong *flags = (ulong *)(info + 96); /* behind label 32, maker 32, model 16, serial 16 */
    if (wrong >= 1) *flags |= COUNT_LOW;
    if (wrong == 2) *flags |= FINAL_TRY;
    if (wrong >= 3) *flags |= LOCKED;
    return answer;
}

static ulong get_mechanisms(ulong slot, ulong *kinds, ulong *many) {
    ulong answer = ((ulong (*)(ulong, ulong *, ulong *))real.f[MECHANISMS])(slot, kinds, many);
    for (ulong i = 0; kinds && is("only-raw") && i < *many; i++)
        if (with_digest(kinds[i])) kinds[i] = RSA_PKCS;
    return answer;
}

static ulong sign_init(ulong session, mechanism *how, ulong key) {
    if (is("only-raw") && with_digest(how->kind)) return UNKNOWN_MECHANISM;
    return ((ulong (*)(ulong, mechanism *, ulong))real.f[SIGN_INIT])(session, how, key);
}

static ulong login(ulong session, ulong user, unsigned char *pin, ulong length) {
    count("log-ins", counted("log-ins") + 1);
    if (is("gone")) return DEVICE_REMOVED;
    if (counted("wrong") >= 3) return PIN_LOCKED;
    ulong answer = ((ulong (*)(ulong, ulong, unsigned char *, ulong))real.f[LOGIN])(session, user, pin, length);
    if (answer == PIN_INCORRECT) count("wrong", counted("wrong") + 1);
    if (answer == OK) count("wrong", 0);
    return answer;
}

static ulong sign(ulong session, unsigned char *data, ulong size, unsigned char *out, ulong *room) {
    if (is("crash-at-sign")) abort();
    if (is("hang-at-sign")) sleep(600);
    if (is("pull-at-sign")) count("gone", 1);
    if (is("gone")) return DEVICE_REMOVED;
    return ((ulong (*)(ulong, unsigned char *, ulong, unsigned char *, ulong *))real.f[SIGN])(session, data, size, out, room);
}

ulong C_GetFunctionList(list **given) {
    void *library = dlopen(getenv("FAULTY_BEHIND"), RTLD_NOW | RTLD_LOCAL);
    list *found = NULL;
    ulong (*get)(list **) = library ? (ulong (*)(list **))dlsym(library, "C_GetFunctionList") : NULL;
    if (!get || get(&found) != OK) return 5;
    real = ours = *found;
    ours.f[GET_LIST] = (void *)C_GetFunctionList;
    ours.f[SLOTS] = (void *)get_slots;
    ours.f[TOKEN_INFO] = (void *)get_token_info;
    ours.f[MECHANISMS] = (void *)get_mechanisms;
    ours.f[SIGN_INIT] = (void *)sign_init;
    ours.f[LOGIN] = (void *)login;
    ours.f[SIGN] = (void *)sign;
    *given = &ours;
    return OK;
}
