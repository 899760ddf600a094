using Gen.Benchmarks;
using Gen.Benchmarks.Runtime.Configs;
using Gen.Benchmarks.Runtime.Records;

// Configs and run records beside what people use for them. usage: pairs [FOLDER to write in]
switch (args)
{
    case ["first", var rival, var file]:
        ConfigPairs.Measure(rival, file);
        return;
    case ["pairs", .. var rest]:
        var folder = Directory
            .CreateDirectory(Path.Combine(rest is [var given] ? given : Path.GetTempPath(), $"gen-runtime-{Environment.ProcessId}"))
            .FullName;
        try
        {
            if (Session.Wants("config-50", "config-50-first", "config-growth")) ConfigPairs.Run(folder);
            if (Session.Wants("run-record", "run-record-growth", "run-index-growth")) RecordPairs.Run(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        return;
    default:
        Console.Error.WriteLine("usage: pairs [FOLDER to write in]");
        Environment.ExitCode = 2;
        return;
}
