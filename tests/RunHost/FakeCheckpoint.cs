using System.Globalization;

namespace Gen.RunHost;

/// <summary>A checkpoint of <see cref="Resumable"/>: four lines of text, written atomically.</summary>
internal sealed record FakeCheckpoint(int Epoch, double Value)
{
    public string File(Run run) => Path.Combine(run.Checkpoints!, "fake", $"{Epoch:D6}.txt");

    public void Save(Run run)
    {
        var file = File(run);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var position = run.RecordPosition()!;
        System.IO.File.WriteAllText(
            file + ".tmp",
            string.Create(CultureInfo.InvariantCulture, $"{Epoch}\n{Value}\n{position}\n{run.SaveRandomState()}")
        );
        System.IO.File.Move(file + ".tmp", file, overwrite: true);
    }

    /// <summary>Restores the newest checkpoint with the run's streams and record; returns null if there is none.</summary>
    public static FakeCheckpoint? Restore(Run run)
    {
        var files = Directory.GetFiles(Path.Combine(run.Checkpoints!, "fake"), "*.txt");
        if (files.Max(StringComparer.Ordinal) is not { } newest)
            return null;
        var lines = System.IO.File.ReadAllText(newest).Split('\n');
        run.LoadRandomState(lines[3]);
        run.ContinueFrom(lines[2]);
        return new FakeCheckpoint(int.Parse(lines[0], CultureInfo.InvariantCulture), double.Parse(lines[1], CultureInfo.InvariantCulture));
    }

    /// <summary>Writes a line to the test that is not captured as output of the run.</summary>
    public static void Say(string text)
    {
        using var output = Console.OpenStandardOutput();
        output.Write(System.Text.Encoding.UTF8.GetBytes(text + "\n"));
    }
}
