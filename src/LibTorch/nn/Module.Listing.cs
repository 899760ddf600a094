using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        // In order of registration, own ones first; names of those inside a module are dotted.
        public partial class Module
        {
            /// <summary>Parameters here and, unless told otherwise, in the modules inside; one that occurs twice is given once.</summary>
            public virtual IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse = true) =>
                Distinct(Collect(recurse, m => m._parameters.Select(p => (p.Key, p.Value))), p => p);

            /// <summary>Buffers here and, unless told otherwise, in the modules inside; one that occurs twice is given once.</summary>
            public virtual IEnumerable<(
                string name, Tensor buffer)> named_buffers(bool recurse = true, bool include_nonpersistent = true) =>
                Distinct(Collect(recurse, m => m._buffers.Where(b => b.Value.Persistent).Select(b => (b.Key, b.Value.Tensor))), b => b);

            /// <summary>The parameters of <see cref="named_parameters"/>.</summary>
            public virtual IEnumerable<Parameter> parameters(bool recurse = true) => named_parameters(recurse).Select(p => p.parameter);

            /// <summary>The buffers of <see cref="named_buffers"/>.</summary>
            public virtual IEnumerable<Tensor> buffers(bool recurse = true, bool include_nonpersistent = true) =>
                named_buffers(recurse, include_nonpersistent).Select(b => b.buffer);

            /// <summary>The modules directly inside.</summary>
            public virtual IEnumerable<(string name, Module module)> named_children() => _modules.Select(m => (m.Key, m.Value));

            /// <summary>The modules directly inside.</summary>
            public virtual IEnumerable<Module> children() => named_children().Select(m => m.module);

            /// <summary>All modules inside, this one left out.</summary>
            public virtual IEnumerable<(string name, Module module)> named_modules() => named_children()
                .Concat(named_children().SelectMany(c => c.module.named_modules().Select(m => ($"{c.name}.{m.name}", m.module))));

            /// <summary>All modules inside, this one left out.</summary>
            public virtual IEnumerable<Module> modules() => named_modules().Select(m => m.module);

            /// <summary>The parameter with a dotted name, or null.</summary>
            public virtual Parameter? get_parameter(string target) => named_parameters().FirstOrDefault(p => p.name == target).parameter;

            /// <summary>The buffer with a dotted name, or null.</summary>
            public virtual Tensor? get_buffer(string target) => named_buffers().FirstOrDefault(b => b.name == target).buffer;

            /// <summary>Parameters and buffers by dotted name: the tensors themselves, not copies.</summary>
            public virtual Dictionary<string, Tensor> state_dict(Dictionary<string, Tensor>? destination = null, string? prefix = null)
            {
                destination ??= [];
                var head = string.IsNullOrEmpty(prefix) ? "" : $"{prefix}.";
                foreach (var (key, parameter) in named_parameters()) destination.TryAdd(head + key, parameter);
                foreach (var (key, buffer) in named_buffers(include_nonpersistent: false)) destination.TryAdd(head + key, buffer);

                // Again, for what occurs twice and is listed once, and for modules that write their states themselves.
                foreach (var (key, module) in StateChildren) module.state_dict(destination, head + key);
                return destination;
            }

            /// <summary>Copies tensors over those of <see cref="state_dict"/> with the same names.</summary>
            /// <exception cref="InvalidOperationException">Strict, and the names differ.</exception>
            public virtual (IList<string> missing_keys, IList<string> unexpected_keyes) load_state_dict(
                Dictionary<string, Tensor> source, bool strict = true, IList<string>? skip = null)
            {
                var target = state_dict();
                var missing = target.Keys.Where(k => skip?.Contains(k) != true && !source.ContainsKey(k)).ToList();
                var unexpected = source.Keys.Where(k => skip?.Contains(k) != true && !target.ContainsKey(k)).ToList();
                if (strict && missing.Count + unexpected.Count > 0)
                    throw new InvalidOperationException("The loaded state_dict is not identical to the target dictionary.");
                using var _ = no_grad();
                foreach (var (key, tensor) in source)
                    if (skip?.Contains(key) != true && target.TryGetValue(key, out var own))
                        own.copy_(tensor);
                return (missing, unexpected);
            }

            /// <summary>The modules that <see cref="state_dict"/> asks by themselves.</summary>
            private protected virtual IEnumerable<KeyValuePair<string, Module>> StateChildren => _modules;

            private IEnumerable<(string, T)> Collect<T>(bool recurse, Func<Module, IEnumerable<(string, T)>> own)
            {
                foreach (var item in own(this)) yield return item;
                if (!recurse) yield break;
                foreach (var (name, module) in _modules)
                    foreach (var (inner, item) in module.Collect(true, own))
                        yield return ($"{name}.{inner}", item);
            }

            private static IEnumerable<(string, T)> Distinct<T>(IEnumerable<(string Name, T Item)> items, Func<T, object> identity) =>
                items.DistinctBy(i => identity(i.Item), ReferenceEqualityComparer.Instance);
        }
    }
}
