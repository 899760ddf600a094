namespace Gen.Benchmarks.Generator.Experiments;

/// <summary>The first run and an unrelated edit, beside the floor and the SDK's generator, and with a tenth of the classes.</summary>
internal static class ExperimentPairs
{
    private const int Others = 1_000;
    private const int Edits = 5;

    public static void Run(int classes, int rounds)
    {
        var rivals = ExperimentRounds.Beside;
        for (var i = 0; i < 8; i++)
            foreach (var rival in rivals) Once(rival, 40, 40);

        var (floor, json, ours, fewer) = (new Costs(rounds), new Costs(rounds), new Costs(rounds), new Costs(rounds));
        for (var round = 0; round < rounds; round++)
        {
            floor.Note(round, Once(rivals[0], classes, Others));
            json.Note(round, Once(rivals[1], classes, Others));
            ours.Note(round, Once(rivals[2], classes, Others));
            fewer.Note(round, Once(rivals[2], classes / 10, Others));
        }

        Console.WriteLine($"Generators, {classes} annotated classes, {Others} other files; thread CPU, ms: median (least - greatest)");
        foreach (
            var (name, costs) in ((string, Costs)[])
                [("names only", floor), ("System.Text.Json", json), ("Gen", ours), ("Gen, a tenth", fewer)]
        )
            Console.WriteLine($"{name, -20} first run {costs.First.Spread(), 26}   edit {costs.Edit.Spread(), 26}");
        foreach (var rival in rivals)
            Console.WriteLine($"{rival.Name, -26}{Characters(rival), 8:F0} characters of code a class");
        Console.WriteLine();
        Add("", floor, ours, $"{classes} classes, {Others} other files");
        Add("-json", json, ours, $"{classes} classes, {Others} other files");
        Add("-growth", fewer, ours, $"{classes} classes beside {classes / 10}, {Others} other files");
    }

    private static void Add(string suffix, Costs theirs, Costs ours, string size)
    {
        Results.Add(new() { Pair = "generator-first" + suffix, Unit = "ms", Ours = ours.First, Theirs = theirs.First, Size = size });
        Results.Add(new() { Pair = "generator-edit" + suffix, Unit = "ms", Ours = ours.Edit, Theirs = theirs.Edit, Size = size });
    }

    private static (double First, double Edit) Once(ExperimentRounds.Contender rival, int classes, int others)
    {
        var (first, edit) = (new List<double>(), new List<double>());
        ExperimentRounds.Measure(rival, classes, others, Edits, first, edit, []);
        return (first[0], edit.Median());
    }

    private static double Characters(ExperimentRounds.Contender rival)
    {
        const int Classes = 40;
        var driver = new Driver(rival.Generators());
        driver.Run(SourceFiles.Compile(Enumerable.Range(0, Classes).Select(rival.Source), 0));
        return (double)driver.Characters / Classes;
    }

    private sealed class Costs(int rounds)
    {
        public double[] First { get; } = new double[rounds];

        public double[] Edit { get; } = new double[rounds];

        public void Note(int round, (double First, double Edit) cost) => (First[round], Edit[round]) = cost;
    }
}
