namespace Gen.Training;

/// <summary>Something that took time.</summary>
/// <param name="Name">What: a phase, a layer.</param>
/// <param name="Category">What kind of thing that is.</param>
/// <param name="Start">When it began, in the clock's ticks.</param>
/// <param name="End">When it ended.</param>
/// <param name="Lane">Who did it: 0 is the thread that trains, the others make batches.</param>
/// <param name="Number">The step or batch; null where it belongs to none.</param>
internal readonly record struct TraceSpan(string Name, string Category, long Start, long End, int Lane, long? Number);

/// <summary>What the memory looked like.</summary>
/// <param name="At">When, in the clock's ticks.</param>
/// <param name="Memory">What it was.</param>
internal readonly record struct TraceSample(long At, MemoryUse Memory);
