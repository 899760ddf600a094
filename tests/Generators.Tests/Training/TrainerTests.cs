using Gen.Generators.Semantics;

namespace Gen.Generators.Tests.Training;

/// <summary>Hooks called by a real trainer.</summary>
public sealed class TrainerTests
{
    private const string Text = """
        [Experiment("t")] public partial class T
        {
            public int Rows { get; init; } = 8;

            // The model's weights are 0, and stay so at a step size of 0: all predictions are 0.
            [Metric] static Tensor Share(Tensor yTrue, Tensor yPred) => yTrue.eq(yPred).to_type(float32).mean();

            [OnTrainBegin] void A(double lr, int rows) => Calls.Add("train begin", lr, rows);
            [OnEpochBegin] void B(int epoch) => Calls.Add("epoch begin", epoch);
            [OnBatchBegin] void C(int batch, long step) => Calls.Add("batch begin", batch, step);
            [OnBatchEnd] void D(Tensor loss, double share, Tensor yTrue) => Calls.Add("batch end", loss, share, yTrue.sum());
            [OnTestBegin] void E() => Calls.Add("test begin");
            [OnTestBatchBegin] void F(int batch) => Calls.Add("test batch begin", batch);
            [OnTestBatchEnd] void G(double loss) => Calls.Add("test batch end", loss);
            [OnTestEnd] void H(double loss, double share) => Calls.Add("test end", loss, share);
            [OnEpochEnd] void I(int epoch, long step, double loss, double share, double valLoss, double valShare) =>
                Calls.Add("epoch end", epoch, step, loss, share, valLoss, valShare);
            [OnTrainEnd] void J(Logs logs) => Calls.Add("train end", logs.ValShare);
            [OnPredictBegin] void K() => Calls.Add("predict begin");
            [OnPredictBatchBegin] void L(int batch) => Calls.Add("predict batch begin", batch);
            [OnPredictBatchEnd] void M(Tensor yPred) => Calls.Add("predict batch end", yPred.sum());
            [OnPredictEnd] void N() => Calls.Add("predict end");
            [OnException] void O(Exception exception) => Calls.Add("exception", exception.Message);

            private sealed class Log : Callback { public override void OnEpochEnd(TrainingContext context) => Calls.Add("callback"); }

            private sealed class Failing : Callback
            {
                public override void OnTrainBegin(TrainingContext context) => throw new InvalidOperationException("on purpose");
            }

            private static TensorData Data(params float[] targets) => new(ones(targets.Length, 1), tensor(targets, [targets.Length, 1]));

            public static string Run(string what)
            {
                Calls.All.Clear();
                using var model = nn.Linear(1, 1, hasBias: false);
                using (no_grad())
                    model.weight!.zero_();
                using var optimizer = optim.SGD(model.parameters(), 0.0);
                using var loss = nn.MSELoss();
                using var trainer = new T().CreateTrainer(model, optimizer, loss, what == "fail" ? new Failing() : new Log());
                using var train = Data(0, 2, 0);
                using var test = Data(1, 1);
                try
                {
                    switch (what)
                    {
                        case "fit": trainer.Fit(train.Batches(2), 1, test.Batches(2)); break;
                        case "evaluate": EvaluationLogs logs = trainer.Evaluate(train.Batches(2));
                        Calls.All.Clear();
                        Calls.Add(logs.Loss, logs.Share);
                        break;
                        case "predict": trainer.Predict(train.Batches(2)).Dispose(); break;
                        case "fail": trainer.Fit(train.Batches(2), 1, test.Batches(2)); break;
                        default: trainer.Fit(train.Batches(2), 1); break;
                    }
                }
                catch (Exception e)
                {
                    Calls.Add(e.GetType().Name, e.Message);
                }

                return string.Join("\n", Calls.All);
            }
        }
        """;

    [Fact]
    public void Fit_CallsHooksInOrderWithCurrentValues() => Assert.Equal(
        """
        train begin 0 8
        epoch begin 0
        batch begin 0 0
        batch end tensor 2 0.5 tensor 2
        batch begin 1 1
        batch end tensor 0 1 tensor 0
        test begin
        test batch begin 0
        test batch end 1
        test end 1 0
        epoch end 0 2 1.3333333333333333 0.6666666865348816 1 0
        callback
        train end 0
        """,
        Run("fit"));

    [Fact]
    public void Evaluate_ReturnsTypedLogs() => Assert.Equal("1.3333333333333333 0.6666666865348816", Run("evaluate"));

    [Fact]
    public void Predict_CallsPredictHooks() =>
        Assert.Equal(
            "predict begin\npredict batch begin 0\npredict batch end tensor 0\npredict batch begin 1\npredict batch end tensor 0\npredict "
            + "end",
            Run("predict")
        );

    [Fact]
    public void Failure_CallsOnExceptionAndRethrows() =>
        Assert.Equal(
            "train begin 0 8\nexception Callback Failing failed in OnTrainBegin: on purpose\nTrainingException Callback Failing failed in "
            + "OnTrainBegin: on purpose",
            Run("fail")
        );

    [Fact]
    public void HookReadsValidation_NoValidationData_ThrowsBeforeFirstBatch()
    {
        var text = Run("no validation");
        Assert.Equal("TrainingException experiment T reads 'val_loss', but there is no validation data: pass some to Fit.", text);
    }

    private static string Run(string what) =>
        (string)
            GeneratedProgram
                .OfTorch(TrainingSources.Usings + "using Gen.Training.Data;\n" + TrainingSources.Calls + Text)
                .Call("T.Run", what)!;
}
