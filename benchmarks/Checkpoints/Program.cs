using System.Diagnostics;
using System.Globalization;
using Gen.Training;
using Gen.Training.Checkpoints;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

// A checkpoint of a model with Adam, beside the same bytes written as they are; both are brought to disk and renamed. Then the epochs of a
// training, after a checkpoint and without one.
// usage: [ROUNDS] [MILLIONS OF PARAMETERS] [FOLDER to write in] [EPOCHS of training with a checkpoint] [BATCHES of an epoch]
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var rounds = args.Length > 0 ? int.Parse(args[0]) : 15;
var width = (long)Math.Sqrt((args.Length > 1 ? double.Parse(args[1]) : 8) * 1e6 / 4);
var folder = Directory
    .CreateDirectory(Path.Combine(args.Length > 2 ? args[2] : Path.GetTempPath(), $"gen-checkpoints-{Environment.ProcessId}"))
    .FullName;
try
{
    using var model = Sequential(
        ("a", Linear(width, width)),
        ("b", Linear(width, width)),
        ("c", Linear(width, width)),
        ("d", Linear(width, width))
    );
    using var optimizer = optim.Adam(model.parameters());
    var (path, plain) = (Path.Combine(folder, "checkpoint"), Path.Combine(folder, "plain"));
    using var state = State([]);
    using var second = State([]);
    var spare = second.Release();
    Checkpoint.Save(state, path);
    var bytes = File.ReadAllBytes(path);
    Console.WriteLine($"{bytes.Length / 1e6:F1} MB, {rounds} rounds, wall clock: median (least - greatest)");
    var (copying, saving, writing) = (new double[rounds], new double[rounds], new double[rounds]);
    for (var round = 0; round < rounds; round++)
    {
        writing[round] = Time(() => Write(plain, bytes));
        saving[round] = Time(() => Checkpoint.Save(state, path));
        copying[round] = Time(() => spare = State(spare).Release());
    }

    Console.WriteLine($"the bytes alone                {Spread(writing)} ms");
    Console.WriteLine($"a checkpoint                   {Spread(saving)} ms, ratio {Spread([.. saving.Zip(writing, (s, w) => s / w)])}");
    Console.WriteLine($"copying, while training waits  {Spread(copying)} ms");
    var (epochs, batches) = (args.Length > 3 ? int.Parse(args[3]) : 25, args.Length > 4 ? int.Parse(args[4]) : 60);
    TrainingRounds.Run(every: 2, epochs, batches, folder);
    TrainingRounds.Run(every: int.MaxValue, epochs, batches, folder);

    CheckpointState State(Dictionary<string, Tensor> memory)
    {
        var copy = new CheckpointState(memory);
        foreach (var (name, tensor) in model.state_dict())
            copy.Section("model").Set(name, tensor);
        new OptimizerState(optimizer).Save(copy.Section("optimizer"));
        return copy;
    }
}
finally
{
    Directory.Delete(folder, recursive: true);
}

static void Write(string path, byte[] bytes)
{
    using (var file = new FileStream(path + ".tmp", FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0))
    {
        for (var at = 0; at < bytes.Length; at += 1 << 20)
            file.Write(bytes, at, Math.Min(1 << 20, bytes.Length - at));
        file.Flush(flushToDisk: true);
    }

    File.Move(path + ".tmp", path, overwrite: true);
}

static double Time(Action action)
{
    var start = Stopwatch.GetTimestamp();
    action();
    return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
}

static string Spread(double[] values)
{
    var sorted = values.Order().ToArray();
    return $"{sorted[sorted.Length / 2]:F2} ({sorted[0]:F2} - {sorted[^1]:F2})";
}
