using Gen.Training.Tests.Support;
using static TorchSharp.torch;

namespace Gen.Training.Tests.LibTorch;

/// <summary>An LSTM in loops over doubles, from its equations (Hochreiter and Schmidhuber 1997; gates in torch's order i, f, g, o).</summary>
internal static class LstmReference
{
    public static (double[] Output, double[] Hidden, double[] Cell) Run(
        Dictionary<string, Tensor> weights, Tensor input, Tensor hidden, Tensor cell, int layers, int directions)
    {
        var (time, batch, size) = ((int)input.shape[0], (int)input.shape[1], (int)hidden.shape[2]);
        double[] h = hidden.ToDoubles(), c = cell.ToDoubles(), x = input.ToDoubles();
        var width = (int)input.shape[2];
        for (var layer = 0; layer < layers; layer++)
        {
            var y = new double[time * batch * size * directions];
            for (var direction = 0; direction < directions; direction++)
            {
                var suffix = $"l{layer}{(direction == 1 ? "_reverse" : "")}";
                var gates = new Gates(
                    weights[$"weight_ih_{suffix}"].ToDoubles(), weights[$"weight_hh_{suffix}"].ToDoubles(), weights[$"bias_ih_{suffix}"].ToDoubles(),
                    weights[$"bias_hh_{suffix}"].ToDoubles(), width, size);
                for (var b = 0; b < batch; b++)
                {
                    var state = ((layer * directions + direction) * batch + b) * size;
                    for (var t = 0; t < time; t++)
                    {
                        var at = direction == 0 ? t : time - 1 - t;
                        gates.Step(x.AsSpan((at * batch + b) * width, width), h.AsSpan(state, size), c.AsSpan(state, size));
                        h.AsSpan(state, size).CopyTo(y.AsSpan((at * batch + b) * size * directions + direction * size));
                    }
                }
            }
            (x, width) = (y, size * directions);
        }
        return (x, h, c);
    }

    private sealed record Gates(double[] FromInput, double[] FromHidden, double[] InputBias, double[] HiddenBias, int Width, int Size)
    {
        public void Step(ReadOnlySpan<double> x, Span<double> h, Span<double> c)
        {
            var before = h.ToArray();
            for (var unit = 0; unit < Size; unit++)
            {
                double input = Sigmoid(Sum(0, unit, x, before)), forget = Sigmoid(Sum(1, unit, x, before));
                double candidate = Math.Tanh(Sum(2, unit, x, before)), output = Sigmoid(Sum(3, unit, x, before));
                c[unit] = forget * c[unit] + input * candidate;
                h[unit] = output * Math.Tanh(c[unit]);
            }
        }

        private double Sum(int gate, int unit, ReadOnlySpan<double> x, double[] h)
        {
            var row = gate * Size + unit;
            var sum = InputBias[row] + HiddenBias[row];
            for (var i = 0; i < Width; i++) sum += FromInput[row * Width + i] * x[i];
            for (var i = 0; i < Size; i++) sum += FromHidden[row * Size + i] * h[i];
            return sum;
        }

        private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
    }
}
