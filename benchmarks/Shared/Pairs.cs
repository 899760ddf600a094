namespace Gen.Benchmarks;

/// <summary>All pairs, in the order in which they are shown, with their goals: the only list of them.</summary>
internal static class Pairs
{
    private const string SameTensors = "confusion matrix by hand with scatter_add_, same tensors";
    private const string Python = "python3-torch 1.13 of Debian, another BLAS, same threads";

    /// <summary>Beside rivals first, then growth.</summary>
    public static IReadOnlyList<Pair> All { get; } =
    [
        new("captured-call", "captured call, 5 filled parameters of 50 entries", "the plain call", 1.05) { Bytes = 0 },
        new("process-start", "process start to the first line of [Main], run folder included, ReadyToRun", "empty .NET program", 1.5),
        new("process-start-as-built", "the same as `dotnet build` leaves it", "empty .NET program", null),
        new(
            "config-50",
            "config of 50 entries: JSON file, 5 overrides, validation, printing",
            "Microsoft.Extensions.Configuration binder, DataAnnotations, GetDebugView",
            0.1
        )
        {
            Known = new(0.12, Causes.Config),
        },
        new("config-50-first", "the same, the first time in a process", "Microsoft.Extensions.Configuration binder, as in config-50", null),
        new("metric-update-100", "MetricSet.Update: precision, recall, F1 of 14 classes, accuracy; batch 100", SameTensors, 1.05),
        new("metric-update-1000", "the same, batch 1,000", SameTensors, 1.05),
        new("metric-update-100-python", "MetricSet.Update, batch 100", "python3-torch, the same scatter_add_ code", 0.7),
        new("metric-update-1000-python", "the same, batch 1,000", "python3-torch, the same scatter_add_ code", 0.7),
        new("metric-update-100-c", "MetricSet.Update, batch 100", "one pass over the numbers in C, gcc -O2", 5),
        new("metric-update-1000-c", "the same, batch 1,000", "one pass over the numbers in C, gcc -O2", 5),
        new("metric-compute", "MetricSet.Compute, 14 classes", "by hand", 1.05),
        new(
            "training-loop",
            "a step of MLP 784-1000-500-10, batch 1,000, Adam: trainer with accuracy, precision, recall, History, TensorBoard",
            "bare loop in C#, no metrics",
            1.02
        ),
        new("training-loop-slices", "the same", "bare loop with slices, " + Python, 1.0) { Known = new(1.5, Causes.OtherBlas) },
        new("training-loop-loader", "the same", "bare loop with DataLoader, " + Python, 0.9) { Known = new(1.1, Causes.OtherBlas) },
        new("training-memory", "peak memory of 10,000 training steps of a small net", "bare loop in C#", 1.05) { Long = true },
        new(
            "lstm-50",
            "a step of an LSTM text classifier, batch 100, length 50: trainer with accuracy and History",
            "bare loop with accuracy in C#",
            1.05
        ),
        new("lstm-500", "the same, length 500", "bare loop with accuracy in C#", 1.05) { Long = true },
        new("lstm-50-python", "the same, length 50", "bare loop with accuracy, " + Python, 1.05),
        new("lstm-500-python", "the same, length 500", "bare loop with accuracy, " + Python, 1.05) { Long = true },
        new("scalar-disk", "scalar into an event file, with the operating system at return", "encoded by hand into a buffer", 20)
        {
            Bytes = 0,
        },
        new("scalar-buffered", "the same, buffered", "encoded by hand into a buffer", 4) { Bytes = 0 },
        new("histogram", "histogram of 1,000,000 doubles between TensorFlow's 1,549 edges", "numpy.histogram with the same edges", 0.2),
        new("run-record", "100,000 scalars over 100 heartbeats in a run's record", "appending JSON lines with a flush a heartbeat", 1.5),
        new("events-read", "reading a file of 200,000 scalar events", "reading the file and passing over its checksums", 5),
        new("generator-first", "generators on 1,000 annotated classes, first run", "ForAttributeWithMetadataName reading the names only", 4)
        {
            Known = new(13, Causes.FirstRun),
        },
        new("generator-edit", "the same, an unrelated edit", "ForAttributeWithMetadataName reading the names only", null),
        new(
            "generator-first-json",
            "generators on 1,000 annotated classes, first run",
            "System.Text.Json's generator, 1,000 contexts of equal size",
            0.5
        )
        {
            Known = new(2.7, Causes.FirstRun),
        },
        new("generator-edit-json", "the same, an unrelated edit", "System.Text.Json's generator, 1,000 contexts of equal size", 1.0)
        {
            Known = new(1.45, Causes.Edit),
        },
        new("build", "dotnet build of 1,000 annotated classes and 1,000 other files, with Gen", "without Gen", 1.15)
        {
            Long = true,
            Known = new(4.4, Causes.Build),
        },
        new("build-own", "the same", "the generated files as the project's own", null) { Long = true },
        new("editor-edit", "an edit of the training template in csharp-ls with analyzers, 200 of them", "the same program without Gen", 1.5)
        {
            Long = true,
            Known = new(2.4, Causes.Editor),
        },
        Growth("config-growth", "config of 500 entries", "50 entries", 12),
        Growth("metric-update-rows", "MetricSet.Update of 10,000 rows", "1,000 rows", 12),
        Growth("metric-update-classes", "MetricSet.Update of 140 classes, 1,000 rows", "14 classes", 12),
        Growth("histogram-growth", "histogram of 10,000,000 values", "1,000,000 values", 12),
        Growth("run-record-growth", "1,000,000 scalars over 1,000 heartbeats in a run's record", "100,000 over 100", 12) with
        {
            IsLinear = true,
        },
        Growth("run-index-growth", "finding a number and a folder for a run among 10,000 others", "among 1,000 others", 12) with
        {
            IsLinear = true,
        },
        Growth("events-read-growth", "reading 2,000,000 scalar events", "200,000 events", 12) with
        {
            Long = true,
        },
        Growth("generator-first-growth", "generators, first run, ten times the annotated classes", "a tenth of them", 12) with
        {
            IsLinear = true,
        },
        Growth("generator-edit-growth", "generators, an unrelated edit, ten times the annotated classes", "a tenth of them", 12) with
        {
            IsLinear = true,
        },
    ];

    /// <summary>The pair of an id.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static Pair Find(string id) =>
        All.FirstOrDefault(p => p.Id == id) ?? throw new ArgumentException($"There is no pair '{id}' in {nameof(Pairs)}.");

    // Linear is 10; the rest is for what a larger size does to the caches.
    private static Pair Growth(string id, string work, string small, double goal) =>
        new(id, work, "ours, " + small, goal) { Kind = PairKind.Growth };
}
