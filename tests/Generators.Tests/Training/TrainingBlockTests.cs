using Gen.Training;

namespace Gen.Generators.Tests.Training;

/// <summary>The config blocks of Gen.Training in an experiment that is run from the command line.</summary>
[Collection(nameof(ProcessWide))]
public sealed class TrainingBlockTests
{
    private static readonly GeneratedProgram s_program = GeneratedProgram.OfTorch(
        TrainingSources.Usings
            + "using Gen.Training.Data;\n"
            + """
            [Experiment("t")] public partial class T
            {
                public OptimizerConfig Optimizer { get; init; } = new();
                public LossConfig Loss { get; init; } = new();
                public ScheduleConfig Schedule { get; init; } = new();
                public TrainerOptions Steps { get; init; } = new();
                public int Epochs { get; init; } = 3;

                [Metric] static Tensor Mean(Tensor yPred) => yPred.mean();

                [Captured] static optim.Optimizer OptimizerOf(nn.Module model, OptimizerConfig optimizer) => optimizer.Create(model);

                public static double FirstLoss, LastLoss;

                [Main] void Train(LossConfig loss, ScheduleConfig schedule, Device device, int epochs)
                {
                    using var scope = NewDisposeScope();
                    var input = randn(24, 4);
                    var classes = (input.narrow(1, 0, 1) > 0).to_type(int64).squeeze(1);
                    var target = loss.Kind switch
                    {
                        LossKind.CrossEntropy or LossKind.Nll or LossKind.MultiMargin => classes,
                        LossKind.MultiLabelMargin => stack([classes, full_like(classes, -1), full_like(classes, -1)], 1),
                        LossKind.HingeEmbedding or LossKind.SoftMargin => sign(input.narrow(1, 0, 3)),
                        _ => input.narrow(1, 0, 3).sigmoid(),
                    };
                    using var model = nn.Linear(4, 3).to(device);
                    using var whole = loss.Kind switch { LossKind.Nll => (nn.Module<Tensor, Tensor>)nn.Sequential(model, nn.LogSoftmax(1)),
                        LossKind.Bce => nn.Sequential(model, nn.Sigmoid()), _ => nn.Sequential(model) };
                    using var optimizer = OptimizerOf(whole);
                    using var chosen = loss.Create(classes, 3);
                    using var trainer = CreateTrainer(whole, optimizer, chosen, schedule.Create());
                    trainer.Options = Steps;
                    using var data = new TensorData(input, target);
                    var losses = trainer.Fit(data.Batches(6), epochs, validation: data.Batches(6))["val_loss"];
                    (FirstLoss, LastLoss) = (losses[0], losses[^1]);
                }

                // What is printed, and the exit code.
                public static (string Text, int Code) Line(string line)
                {
                    lock (typeof(Console))
                    {
                        var (output, error) = (Console.Out, Console.Error);
                        using var text = new StringWriter();
                        try
                        {
                            Console.SetOut(text);
                            Console.SetError(text);
                            var code = T.RunAsync(line.Split(' '), Quiet.Options).Result;
                            return (text.ToString(), code);
                        }
                        finally
                        {
                            Console.SetOut(output);
                            Console.SetError(error);
                        }
                    }
                }
            }
            public static class Read { public static double First() => T.FirstLoss; public static double Last() => T.LastLoss; }
            """
    );

    public static TheoryData<OptimizerKind> Optimizers => [.. Enum.GetValues<OptimizerKind>()];

    public static TheoryData<LossKind> Losses => [.. Enum.GetValues<LossKind>()];

    public static TheoryData<ScheduleKind> Schedules => [.. Enum.GetValues<ScheduleKind>()];

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Optimizer_EachKind_ReducesLoss(OptimizerKind kind) => Trains($"optimizer.kind={Key(kind)} optimizer.learning_rate=0.05");

    [Theory]
    [MemberData(nameof(Losses))]
    public void Loss_EachKind_IsReduced(LossKind kind) => Trains($"loss.kind={Key(kind)} optimizer.learning_rate=0.02 epochs=6");

    [Theory]
    [MemberData(nameof(Schedules))]
    public void Schedule_EachKind_ReducesLoss(ScheduleKind kind) =>
        Trains(
            $"schedule.kind={Key(kind)} optimizer.learning_rate=0.05"
                + kind switch
                {
                    ScheduleKind.MultiStep => " schedule.milestones=1,2",
                    ScheduleKind.Cyclic => " schedule.up=3",
                    _ => "",
                }
        );

    [Fact]
    public void Loss_ClassWeightsOrBalanced_IsReduced()
    {
        Trains("loss.class_weights=1,2,1 loss.label_smoothing=0.1 optimizer.kind=sgd optimizer.momentum=0.9");
        Trains("loss.balanced=true optimizer.kind=sgd optimizer.learning_rate=0.1");
    }

    [Fact]
    public void TrainerOptions_FromConfig_AreApplied()
    {
        Trains("steps.accumulate_steps=2 steps.clip_gradient_value=0.5 optimizer.learning_rate=0.05");
        var (text, code) = Line("with seed=5 optimizer.kind=sgd optimizer.learning_rate=0.1 steps.clip_gradient_norm=1e-9");
        Assert.True(code == 0, text);
        Assert.Equal((double)s_program.Call("Read.First")!, (double)s_program.Call("Read.Last")!, 6);
    }

    [Theory]
    [InlineData("steps.accumulate_steps=0", "error: Entry 'steps.accumulate_steps' must be at least 1, but was 0.\n")]
    [InlineData("steps.clip_gradient_norm=0", "error: Entry 'steps.clip_gradient_norm' must be more than 0, but was 0.\n")]
    [InlineData("optimizer.momentum=0.9", "error: optimizer.momentum: 0.9 is set, but kind Adam does not use it; Sgd, RmsProp do\n")]
    [InlineData("optimizer.learning_rate=-1", "error: Entry 'optimizer.learning_rate' must be at least 0, but was -1.\n")]
    [InlineData("schedule.kind=multi_step", "error: schedule.milestones: kind MultiStep needs milestones, such as milestones=30,60\n")]
    [InlineData(
        "loss.kind=mse loss.balanced=true",
        "error: loss.balanced: true is set, but kind Mse does not use it; CrossEntropy, Nll, MultiMargin do\n"
    )]
    [InlineData(
        "optimizer.lerning_rate=1",
        "error: Entry 'optimizer.lerning_rate' does not exist. Did you mean 'optimizer.learning_rate'?\n"
    )]
    [InlineData("device=cuda:7", "error: device 'cuda:7' does not exist. The ")]
    [InlineData("device=gpu", "error: device must be auto, cpu, cuda or cuda:N, but was 'gpu'. The ")]
    public void InvalidEntry_PrintsOneLineWithExitCode2(string line, string message)
    {
        var (text, code) = Line("with " + line);
        Assert.Equal(2, code);
        Assert.StartsWith(message, text);
        Assert.Equal(1, text.Count(c => c == '\n'));
    }

    [Fact]
    public void HelpAndPrintConfig_ListBlocks()
    {
        var (help, _) = Line("--help");
        Assert.Contains("optimizer.kind (Adam|AdamW|Adamax|NAdam|Sgd|RmsProp|Adagrad|Adadelta|Asgd|Rprop = Adam)", help);
        Assert.Contains("optimizer.momentum (double?)", help);
        Assert.Contains("Momentum (Sgd, RmsProp). The default value is 0.", help);
        Assert.Contains("schedule.warmup (int?)", help);
        var (printed, code) = Line("print-config optimizer.kind=sgd optimizer.momentum=0.9");
        Assert.Equal(0, code);
        Assert.Contains("Sgd", printed);
        Assert.Contains("0.9", printed);
        Assert.Contains("CrossEntropy", printed);
    }

    [Fact]
    public void SaveConfig_WritesSetEntries() =>
        Assert.Equal(
            """{"loss":{"class_weights":[1.0,2.5]},"optimizer":{"kind":"Sgd","momentum":0.9}}""",
            Line("save-config - optimizer.kind=sgd optimizer.momentum=0.9 loss.class_weights=1,2.5").Text.Replace(" ", "").Replace("\n", "")
        );

    private static void Trains(string line)
    {
        var (text, code) = Line("with seed=5 " + line);
        Assert.True(code == 0, text);
        var (first, last) = ((double)s_program.Call("Read.First")!, (double)s_program.Call("Read.Last")!);
        Assert.True(last < first, $"{line}: the validation's loss went from {first} to {last}");
    }

    /// <summary>Returns the key of a kind: n_adam for NAdam.</summary>
    private static string Key<T>(T kind) => Gen.Shared.KeyName.ToSnakeCase(kind!.ToString()!);

    private static (string Text, int Code) Line(string line) => ((string, int))s_program.Call("T.Line", line)!;
}
