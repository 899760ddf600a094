using System.Globalization;
using Gen.Training;
using static TorchSharp.torch;

namespace Gen.Benchmarks;

/// <summary>
/// Steps of the trainer and of the bare loop in turn, within one training: what the trainer adds to a step. The bare loop takes part twice,
/// which shows how far two figures for the same thing are apart.
/// </summary>
internal static class LoopRounds
{
    private const int Batch = 1_000;

    // What is before the first epoch, and that one itself.
    public const int WarmUp = 2;

    private static readonly string[] s_names = ["trainer", "by hand", "by hand again"];

    /// <summary>Prints medians and ratios.</summary>
    /// <param name="rounds">Rounds that count, after one that does not. A round is an epoch, with all that a trainer does at its beginning
    /// and end.</param>
    /// <param name="steps">Steps of a round.</param>
    /// <param name="net">Widths of the layers, as in 784-1000-500-10. What the trainer adds does not depend on them: a small net shows it
    /// with less noise.</param>
    /// <param name="callbacks">The trainer's callbacks; the history is always there.</param>
    /// <returns>The laps of the trainer (0), the bare loop (1) and the bare loop again (2); rounds count from <see cref="WarmUp"/>
    /// on.</returns>
    public static StepLaps Run(int rounds, int steps, string net, params Callback[] callbacks)
    {
        int[] widths = [.. net.Split('-').Select(w => int.Parse(w, CultureInfo.InvariantCulture))];
        using var trained = new Classifier(Batch * steps, widths);
        using var byHand = new Classifier(Batch * steps, widths);
        using var again = new Classifier(Batch * steps, widths);
        using var total = zeros(1);
        using var totalAgain = zeros(1);
        var (loop, loopAgain) = (new BareLoop(byHand, Batch), new BareLoop(again, Batch));
        var (trainer, source) = TrainerLoop.Of(trained, Batch, callbacks);
        byHand.Model.train();
        again.Model.train();
        var laps = new StepLaps(s_names.Length);
        var turns = new TakingTurns(source, laps, step => loop.Step(step, total), step => loopAgain.Step(step, totalAgain));
        var losses = trainer.Fit(turns, rounds + 1)["loss"];
        laps.Lap(0);
        trainer.Dispose();

        // A rival that is quick because it does something else is none.
        var (loss, lossByHand) = (losses.Average(), total.item<float>() / steps / (rounds + 1));
        if (Math.Abs(loss - lossByHand) > 1e-3 * loss)
            throw new InvalidOperationException($"The rivals' losses are {loss} and {lossByHand}.");

        Console.WriteLine($"Training loop, MLP {net}, batch {Batch}, {rounds} rounds of {steps} steps in turn: median (least - greatest)");
        Print("process CPU, ms a step", laps.Cpu, steps);
        Print("wall, ms a step", laps.Wall, steps);
        var added = laps.Cpu(0, WarmUp).Zip(laps.Cpu(1, WarmUp), (trainers, bare) => (trainers - bare) * 1000 / steps);
        Console.WriteLine($"{"added, CPU us a step",-24} {Spread(added, "F0")}");
        return laps;
    }

    private static void Print(string title, Func<int, int, double[]> times, int steps)
    {
        Console.WriteLine(title);
        var bare = times(1, WarmUp);
        for (var rival = 0; rival < s_names.Length; rival++)
        {
            var its = times(rival, WarmUp);
            Console.WriteLine(
                $"  {s_names[rival], -22} {Spread(its.Select(t => t / steps)), -26} ratio {Spread(its.Zip(bare, (a, b) => a / b), "F4")}"
            );
        }
    }

    private static string Spread(IEnumerable<double> values, string format = "F2")
    {
        var sorted = values.Order().Select(v => v.ToString(format, CultureInfo.InvariantCulture)).ToArray();
        return $"{sorted[sorted.Length / 2]} ({sorted[0]} - {sorted[^1]})";
    }
}
