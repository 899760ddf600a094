using Gen.Training.Charts;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Gen.Training.Tests.Hostile;

/// <summary>A training that writes all kinds of files into its run folder.</summary>
[Experiment("stranger")]
public sealed partial class Stranger
{
    public int Epochs { get; init; } = 2;

    public int Width { get; init; } = 8;

    [Captured]
    public static Module<Tensor, Tensor> Build(int width) => Sequential(("first", Linear(3, width)), ("last", Linear(width, 1)));

    [Main]
    public double Train(Run run, int epochs)
    {
        using var problem = new RegressionProblem();
        using var model = Build();
        using var optimizer = optim.Adam(model.parameters(), 0.01);
        using var trainer = CreateTrainer(
            model,
            optimizer,
            problem.Loss,
            new ModelCheckpoint("weights/{epoch}.weights") { KeepLast = 1 },
            new ModelCheckpoint("best.weights") { SaveBestOnly = true },
            new CsvLogger("log.csv"),
            new TensorBoard(),
            new LambdaCallback
            {
                EpochEnd = context =>
                {
                    Console.WriteLine($"epoch {context.Epoch}");
                    run.Info.Set("epoch", context.Epoch);
                    var chart = new LineChart();
                    chart.Add("loss", [1, 2]);
                    chart.Save(Path.Combine(run.Directory!, "charts", "loss.svg"));
                },
            },
            new BackupAndRestore());
        trainer.DefaultCallbacks = DefaultCallbacks.None;
        return trainer.Fit(problem.Source(), epochs, problem.Source()).Epochs.Count;
    }
}
