namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            /// <summary>
            /// The parameters of the module, then, unless told otherwise, those of its parts, with paths as names; none twice.
            /// </summary>
            public virtual IEnumerable<(string name, Modules.Parameter parameter)> named_parameters(bool recurse = true) =>
                Walk(recurse, module => module._parameters.Select(pair => (pair.Key, pair.Value)), string.Empty)
                    .DistinctBy(found => found.Item2, ReferenceEqualityComparer.Instance);

            /// <summary>The parameters of the module, then, unless told otherwise, those of its parts; none twice.</summary>
            public virtual IEnumerable<Modules.Parameter> parameters(bool recurse = true) =>
                named_parameters(recurse).Select(found => found.parameter);

            /// <summary>
            /// The buffers that are saved: of the module, then, unless told otherwise, of its parts, with paths as names; none twice.
            /// </summary>
            public virtual IEnumerable<(string name, Tensor buffer)> named_buffers(bool recurse = true, bool include_nonpersistent = true) =>
                Walk(recurse, module => module._buffers.Where(pair => pair.Value.Persistent).Select(pair => (pair.Key, pair.Value.Buffer)), string.Empty)
                    .DistinctBy(found => found.Item2, ReferenceEqualityComparer.Instance);

            /// <summary>The buffers that are saved: of the module, then, unless told otherwise, of its parts; none twice.</summary>
            public virtual IEnumerable<Tensor> buffers(bool recurse = true, bool include_nonpersistent = true) =>
                named_buffers(recurse, include_nonpersistent).Select(found => found.buffer);

            /// <summary>The parts of the module, with their names.</summary>
            public virtual IEnumerable<(string name, Module module)> named_children() => _modules.Select(pair => (pair.Key, pair.Value));

            /// <summary>The parts of the module.</summary>
            public virtual IEnumerable<Module> children() => _modules.Values;

            /// <summary>The parts of the module, then their parts, with paths as names.</summary>
            public virtual IEnumerable<(string name, Module module)> named_modules() =>
                named_children().Concat(named_children().SelectMany(
                    child => child.module.named_modules().Select(inner => ($"{child.name}.{inner.name}", inner.module))));

            /// <summary>The parts of the module, then their parts.</summary>
            public virtual IEnumerable<Module> modules() => named_modules().Select(found => found.module);

            /// <summary>Whether there is a parameter at a path.</summary>
            public virtual bool has_parameter(string target) => get_parameter(target) is not null;

            /// <summary>The parameter at a path, or null.</summary>
            public virtual Modules.Parameter? get_parameter(string target) =>
                named_parameters().FirstOrDefault(found => found.name == target).parameter;

            /// <summary>Whether there is a buffer at a path.</summary>
            public virtual bool has_buffer(string target) => get_buffer(target) is not null;

            /// <summary>The buffer at a path, or null.</summary>
            public virtual Tensor? get_buffer(string target) => named_buffers().FirstOrDefault(found => found.name == target).buffer;

            private IEnumerable<(string, T)> Walk<T>(bool recurse, Func<Module, IEnumerable<(string, T)>> own, string path)
            {
                foreach (var (name, item) in own(this))
                    yield return (path + name, item);
                if (!recurse)
                    yield break;
                foreach (var (name, part) in named_children())
                {
                    foreach (var found in part.Walk(true, own, $"{path}{name}."))
                        yield return found;
                }
            }
        }
    }
}
