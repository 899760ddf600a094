using Gen.Training.Data;

namespace Gen.Benchmarks;

/// <summary>
/// A trainer's source of batches that lets rivals make a step of their own before it hands out each batch. A trainer that asks for a batch
/// is done with the one before, its dispose scope included, so that every step of it stands between two of its rivals', a few milliseconds
/// apart.
/// </summary>
/// <param name="source">Where the trainer's batches come from; what cutting them takes is the trainer's time.</param>
/// <param name="laps">Gets the time of each step; an epoch is a round.</param>
/// <param name="rivals">Make one step, given its number in the epoch.</param>
internal sealed class TakingTurns(IBatchSource source, StepLaps laps, params Action<long>[] rivals) : IBatchSource
{
    public int? BatchCount => source.BatchCount;

    public long? Rows => source.Rows;

    public int? BatchSize => source.BatchSize;

    public IEnumerable<Batch> Epoch(EpochOrder order, CancellationToken cancellationToken = default)
    {
        // What a trainer does at an epoch's end and at the next one's beginning counts as the former's.
        laps.Lap(0);
        laps.NextRound();
        var step = order.FirstBatch;
        foreach (var batch in source.Epoch(order, cancellationToken))
        {
            laps.Lap(0);

            // Each begins every other time: whoever is first finds the caches as the trainer left them.
            for (var i = 0; i < rivals.Length; i++)
            {
                var rival = step % 2 == 0 ? i : rivals.Length - 1 - i;
                rivals[rival](step);
                laps.Lap(rival + 1);
            }

            step++;
            yield return batch;
        }
    }
}
