/* One pass over int64 labels and float32 scores, both contiguous: the cells of a confusion matrix. */
#include <stdint.h>

void one_pass(const int64_t *labels, const float *scores, int64_t rows, int64_t classes, int64_t *counts)
{
    for (int64_t i = 0; i < rows; i++) {
        const float *row = scores + i * classes;
        int64_t best = 0;
        for (int64_t k = 1; k < classes; k++)
            if (row[k] > row[best])
                best = k;
        counts[labels[i] * classes + best]++;
    }
}
