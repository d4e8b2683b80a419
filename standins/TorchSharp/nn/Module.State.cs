using System.Runtime.InteropServices;
using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            /// <summary>Parameters and persistent buffers by their paths; the tensors themselves, no copies.</summary>
            public virtual Dictionary<string, Tensor> state_dict(Dictionary<string, Tensor>? destination = null, string? prefix = null)
            {
                destination ??= [];
                var path = string.IsNullOrEmpty(prefix) ? string.Empty : prefix + ".";
                foreach (var (name, parameter) in named_parameters())
                    destination.TryAdd(path + name, parameter);
                foreach (var (name, buffer) in named_buffers(include_nonpersistent: false))
                    destination.TryAdd(path + name, buffer);
                return destination;
            }

            /// <summary>Copies elements into parameters and buffers by their paths.</summary>
            /// <returns>What is missing in the source, and what the module does not have.</returns>
            /// <exception cref="InvalidOperationException">Strict, and something is missing or not known.</exception>
            /// <exception cref="ExternalException">A shape does not fit.</exception>
            public virtual (IList<string> missing_keys, IList<string> unexpected_keyes) load_state_dict(
                Dictionary<string, Tensor> source, bool strict = true, IList<string>? skip = null)
            {
                var own = state_dict();
                List<string> missing = [.. own.Keys.Where(key => !Skipped(skip, key) && !source.ContainsKey(key))];
                List<string> unexpected = [.. source.Keys.Where(key => !Skipped(skip, key) && !own.ContainsKey(key))];
                if (strict && missing.Count + unexpected.Count > 0)
                {
                    throw new InvalidOperationException(
                        "The loaded state_dict is not identical to the target dictionary. "
                        + $"Missing: [{string.Join(", ", missing)}]; unexpected: [{string.Join(", ", unexpected)}].");
                }

                using var mode = no_grad();
                foreach (var (key, tensor) in source)
                {
                    if (!Skipped(skip, key) && own.TryGetValue(key, out var target))
                        target.copy_(tensor);
                }

                return (missing, unexpected);
            }

            /// <summary>Writes parameters and persistent buffers to a file, in TorchSharp's format.</summary>
            public Module save(string location, IList<string>? skip = null)
            {
                using var file = File.Create(location);
                return save(file, skip);
            }

            /// <summary>Writes parameters and persistent buffers to a stream, which it closes, in TorchSharp's format.</summary>
            public Module save(Stream stream, IList<string>? skip = null)
            {
                using var writer = new BinaryWriter(stream);
                return save(writer, skip);
            }

            /// <summary>Writes parameters and persistent buffers, in TorchSharp's format.</summary>
            public Module save(BinaryWriter writer, IList<string>? skip = null)
            {
                save_state_dict(writer, state_dict(), skip);
                return this;
            }

            /// <summary>Writes tensors by name, in TorchSharp's format.</summary>
            public static void save_state_dict(BinaryWriter writer, Dictionary<string, Tensor> sd, IList<string>? skip = null)
            {
                var entries = sd.Where(entry => !Skipped(skip, entry.Key)).ToList();
                TensorFormat.WriteNumber(writer, entries.Count);
                foreach (var (key, tensor) in entries)
                {
                    writer.Write(key);
                    tensor.Save(writer);
                }
            }

            /// <summary>Reads parameters and buffers from a file in TorchSharp's format.</summary>
            /// <param name="location">The file.</param>
            /// <param name="strict">Whether the file must hold exactly what the module has.</param>
            /// <param name="skip">What is not read.</param>
            /// <param name="loadedParameters">Gets every name in the file, with whether the module has it.</param>
            /// <exception cref="FileNotFoundException">There is no such file.</exception>
            /// <exception cref="ArgumentException">Strict, and something is missing or not known; or a type or shape differs.</exception>
            public virtual Module load(
                string location, bool strict = true, IList<string>? skip = null, Dictionary<string, bool>? loadedParameters = null)
            {
                if (!File.Exists(location))
                    throw new FileNotFoundException(location);
                using var file = File.OpenRead(location);
                return load(file, strict, skip, loadedParameters);
            }

            /// <summary>Reads parameters and buffers from a stream, which it closes, in TorchSharp's format.</summary>
            /// <exception cref="ArgumentException">Strict, and something is missing or not known; or a type or shape differs.</exception>
            public Module load(
                Stream stream, bool strict = true, IList<string>? skip = null, Dictionary<string, bool>? loadedParameters = null)
            {
                using var reader = new BinaryReader(stream);
                return load(reader, strict, skip, loadedParameters);
            }

            /// <summary>Reads parameters and buffers in TorchSharp's format.</summary>
            /// <exception cref="ArgumentException">Strict, and something is missing or not known; or a type or shape differs.</exception>
            public virtual Module load(
                BinaryReader reader, bool strict = true, IList<string>? skip = null, Dictionary<string, bool>? loadedParameters = null)
            {
                var own = state_dict();
                var count = TensorFormat.ReadNumber(reader);
                if (strict && count != own.Count)
                    throw new ArgumentException($"Mismatched state_dict sizes: expected {own.Count}, but found {count} entries.");
                for (var index = 0L; index < count; index++)
                {
                    var key = reader.ReadString();
                    var found = own.TryGetValue(key, out var target);
                    if (!found && strict)
                    {
                        throw new ArgumentException(
                            $"Mismatched module state names: the target modules does not have a submodule or buffer named '{key}'");
                    }

                    if (found && !Skipped(skip, key))
                        target!.Load(reader);
                    else
                        TensorFormat.Read(reader).Dispose();
                    loadedParameters?.Add(key, found);
                }

                return this;
            }

            private static bool Skipped(IList<string>? skip, string key) => skip?.Contains(key) == true;
        }
    }
}
