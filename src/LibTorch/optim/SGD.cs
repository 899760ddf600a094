using TorchSharp.Interop;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Gradient descent, with momentum if wanted.</summary>
    public class SGD : OptimizerHelper
    {
        private readonly Dictionary<object, Tensor> _velocities = new(ReferenceEqualityComparer.Instance);
        private readonly double _momentum;
        private readonly double _dampening;
        private readonly double _decay;
        private readonly bool _nesterov;
        private readonly bool _maximize;

        /// <inheritdoc cref="optim.SGD(IEnumerable{Parameter}, double, double, double, double, bool, bool)"/>
        public SGD(
            IEnumerable<Parameter> parameters, double lr, double momentum = 0.0, double dampening = 0, double weight_decay = 0,
            bool nesterov = false, bool maximize = false)
            : base(parameters, lr) =>
            (_momentum, _dampening, _decay, _nesterov, _maximize) = (momentum, dampening, weight_decay, nesterov, maximize);

        private protected override void Step(ParamGroup group)
        {
            var pairs = group.Parameters.Select(p => (Parameter: p, Gradient: p.grad)).Where(p => p.Gradient is not null).ToList();
            if (pairs.Count == 0) return;
            Tensor[] parameters = [.. pairs.Select(p => p.Parameter)];
            Tensor[] gradients = [.. pairs.Select(p => p.Gradient!)];
            if (_decay != 0) gradients = Aten._foreach_add_List.CallList(gradients, parameters, _decay);
            if (_momentum != 0) gradients = Accelerate(parameters, gradients);
            Aten._foreach_add__List.Do(parameters, gradients, _maximize ? group.LearningRate : -group.LearningRate);
        }

        // A velocity starts as the first gradient and then is momentum * velocity + (1 - dampening) * gradient.
        private Tensor[] Accelerate(Tensor[] parameters, Tensor[] gradients)
        {
            for (var i = 0; i < parameters.Length; i++)
            {
                if (_velocities.TryGetValue(parameters[i], out var velocity))
                    velocity.mul_(_momentum).add_(gradients[i], 1 - _dampening);
                else
                    _velocities[parameters[i]] = Keep(gradients[i].detach().clone());
            }
            Tensor[] velocities = [.. parameters.Select(p => _velocities[p])];
            return _nesterov ? Aten._foreach_add_List.CallList(gradients, velocities, _momentum) : velocities;
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class optim
        {
            /// <summary>Gradient descent, with momentum (Nesterov's too) if wanted; weight decay is added to the gradient.</summary>
            public static Modules.SGD SGD(
                IEnumerable<Modules.Parameter> parameters, double learningRate, double momentum = 0.0, double dampening = 0, double weight_decay = 0,
                bool nesterov = false, bool maximize = false) =>
                new(parameters, learningRate, momentum, dampening, weight_decay, nesterov, maximize);

            /// <inheritdoc cref="SGD(IEnumerable{Modules.Parameter}, double, double, double, double, bool, bool)"/>
            public static Modules.SGD SGD(
                IEnumerable<(string name, Modules.Parameter parameter)> parameters, double learningRate, double momentum = 0.0, double dampening = 0,
                double weight_decay = 0, bool nesterov = false, bool maximize = false) =>
                new(parameters.Select(p => p.parameter), learningRate, momentum, dampening, weight_decay, nesterov, maximize);
        }
    }
}
