using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Gen.Training.Tests.Checkpoints;

/// <summary>An experiment whose config determines which weights its runs save.</summary>
[Experiment("restorable")]
public sealed partial class Restorable
{
    public int Width { get; init; } = 8;
    public int Epochs { get; init; } = 4;

    /// <summary>The epoch, from 0, with the best <c>val_loss</c>. The learning rate is negative after it.</summary>
    public int BestEpoch { get; init; } = 1;
    public bool Backup { get; init; }
    public bool Stopping { get; init; }
    public bool BestFile { get; init; }
    public bool BestByLoss { get; init; }
    public string? EveryFile { get; init; }
    public int Fits { get; init; } = 1;
    public bool Named { get; init; }

    [Captured]
    public static Module<Tensor, Tensor> Build(int width, int inputs = 3) =>
        Sequential(("first", Linear(inputs, width)), ("drop", Dropout(0.5)), ("last", Linear(width, 1)));

    [Captured]
    public static int WidthOf(Run run) => run.Config["width"].GetInt32();

    /// <summary>Returns the weights after each epoch of the last fit, as text.</summary>
    [Main]
    public List<string> Train(
        int epochs,
        int bestEpoch,
        bool backup,
        bool stopping,
        bool bestFile,
        bool bestByLoss,
        string? everyFile,
        int fits,
        bool named
    )
    {
        var states = new List<string>();
        using var problem = new RegressionProblem();
        using var model = Build();
        for (var fit = 0; fit < fits; fit++)
        {
            states.Clear();
            using var optimizer = optim.SGD(model.parameters(), 0.05);
            var record = new LambdaCallback
            {
                EpochEnd = context =>
                {
                    states.Add(Text(context.Model));
                    if (context.Epoch == bestEpoch)
                        optimizer.ParamGroups.First().LearningRate = -0.05;   // the loss increases from now on
                },
            };
            IEnumerable<Callback?> callbacks =
            [
                record,
                stopping ? new EarlyStopping { Patience = 9, RestoreBestWeights = true } : null,
                bestFile ? new ModelCheckpoint("best.weights") { SaveBestOnly = true } : null,
                bestByLoss ? new ModelCheckpoint("{epoch}-by-loss.weights", "loss") { SaveBestOnly = true } : null,
                everyFile is null ? null : new ModelCheckpoint(everyFile), backup ? new BackupAndRestore() : null,
                named ? new TensorBoard { ClassNames = ["low", "high"] } : null,
            ];
            using var trainer = CreateTrainer(model, optimizer, problem.Loss, [.. callbacks.OfType<Callback>()]);
            trainer.DefaultCallbacks = DefaultCallbacks.None;
            trainer.Name = fit == 0 ? null : $"fit_{fit + 1}";
            trainer.Fit(problem.Source(), epochs, problem.Source());
        }

        return states;
    }

    /// <summary>Returns all tensors exactly, as text.</summary>
    public static string Text(nn.Module model)
    {
        using var scope = NewDisposeScope();
        return string.Join(' ', model.state_dict().Select(t => $"{t.Key} {Convert.ToHexString(t.Value.detach().contiguous().bytes)}"));
    }
}
