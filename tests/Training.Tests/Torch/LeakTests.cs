using Gen.Training.Tests.Support;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Gen.Training.Tests.Torch;

public class LeakTests
{
    [Fact]
    public void Fit_ManySteps_LeaksNoTensor()
    {
        random.manual_seed(1);
        using var model = new Classifier(words: 50, size: 8, classes: 3);
        using var optimizer = optim.Adam(model.parameters(), 1e-2);
        using var loss = CrossEntropyLoss();

        // The first steps allocate the memory of gradients and optimizer.
        Train(2);
        var before = LiveTensors.Count();
        Train(200);
        Assert.Equal(before, LiveTensors.Count());

        void Train(int steps)
        {
            for (var step = 0; step < steps; step++)
            {
                using var scope = NewDisposeScope();
                var words = randint(0, 50, new long[] { 4, 6 });
                var output = loss.call(model.call(words), words.select(1, 0).remainder(3));
                optimizer.zero_grad();
                output.backward();
                torch.nn.utils.clip_grad_norm_(model.parameters(), 1);
                optimizer.step();
                Assert.False(double.IsNaN(output.ToDouble()));
            }
        }
    }

    [Fact]
    public void Evaluate_LeaksNoTensor()
    {
        using var model = new Classifier(words: 50, size: 8, classes: 3);
        model.eval();
        var before = LiveTensors.Count();
        for (var step = 0; step < 20; step++)
        {
            using var scope = NewDisposeScope();
            using var _ = inference_mode();
            Assert.Equal(4, model.call(randint(0, 50, new long[] { 4, 6 })).argmax(1).data<long>().ToArray().Length);
        }
        Assert.Equal(before, LiveTensors.Count());
    }

    [Fact]
    public void Dispose_Module_DisposesParameters_OptimizerDoesNot()
    {
        var model = new Classifier(words: 50, size: 8, classes: 3);
        var parameters = model.parameters().ToList();
        optim.Adam(parameters, 1e-2).Dispose();
        Assert.All(parameters, p => Assert.False(p.IsInvalid));
        model.Dispose();
        Assert.All(parameters, p => Assert.True(p.IsInvalid));
    }

    private sealed class Classifier : Module<Tensor, Tensor>
    {
        private readonly Module<Tensor, Tensor> _embedding;
        private readonly TorchSharp.Modules.LSTM _lstm;
        private readonly Module<Tensor, Tensor> _head;

        public Classifier(long words, long size, long classes)
            : base(nameof(Classifier))
        {
            _embedding = Embedding(words, size, padding_idx: 0);
            _lstm = LSTM(size, size, batchFirst: true);
            _head = Sequential(Dropout(0.1), Linear(size, classes));
            RegisterComponents();
        }

        public override Tensor forward(Tensor input)
        {
            var (output, hidden, cell) = _lstm.call(_embedding.call(input));
            return _head.call(output.max(1).values);
        }
    }
}
