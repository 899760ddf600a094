namespace Gen.RunHost;

/// <summary>The program of which Sacred's record is documented, with the same config, artifact, resource and metrics.</summary>
[Experiment("demo")]
public sealed partial record Demo
{
    public int A { get; init; } = 10;

    public string AbsName => "/data/" + Dataset.Filename;

    public DemoDataset Dataset { get; init; } = new();

    public double E { get; init; } = 5;

    public int[] Layers { get; init; } = [1, 2, 3];

    public double Lr { get; init; } = 0.01;

    /// <summary>The folder of the files that the run reads and writes.</summary>
    public string? Files { get; init; }

    [NamedConfig]
    public sealed class Fast
    {
        public double Lr => 0.001;
    }

    /// <summary>Returns the result, or fails if there are no files.</summary>
    [Main]
    private static double Measure(Run run, string? files)
    {
        if (files is null)
            throw new InvalidOperationException("boom!");
        run.AddResource(Path.Combine(files, "res.txt"));
        run.AddArtifact(Path.Combine(files, "res.txt"), "out.txt");
        double[] losses = [1, double.NaN, 1 / 3.0];
        for (var i = 0; i < losses.Length; i++)
        {
            run.LogScalar("training.acc", i);
            run.LogScalar("training.loss", losses[i], 10 * i);
        }

        run.Info.Set("note", [1, 2.5]);
        Console.WriteLine("done");
        return 0.01;
    }
}

/// <summary>The data of <see cref="Demo"/>.</summary>
[Config]
public sealed record DemoDataset
{
    public string Filename { get; init; } = "my.npy";

    public bool Normalize { get; init; } = true;
}
