using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Modules one after the other: the result of each is the input of the next.</summary>
public class Sequential : nn.Module<Tensor, Tensor>
{
    private readonly List<nn.IModule<Tensor, Tensor>> _steps = [];

    /// <summary>The given modules, with their names.</summary>
    protected internal Sequential(params (string name, nn.Module<Tensor, Tensor> submodule)[] modules)
        : base(nameof(Sequential))
    {
        foreach (var (name, module) in modules)
            append(name, module);
    }

    /// <summary>The given modules, named by their places from zero on.</summary>
    protected internal Sequential(params nn.Module<Tensor, Tensor>[] modules)
        : base(nameof(Sequential))
    {
        foreach (var module in modules)
            append(module);
    }

    /// <summary>The number of modules.</summary>
    public int Count => _steps.Count;

    /// <summary>The module at a place.</summary>
    [System.Runtime.CompilerServices.IndexerName("SequentialItems")]
    public nn.IModule<Tensor, Tensor> this[int index] => _steps[index];

    /// <summary>Adds a module at the end.</summary>
    /// <exception cref="InvalidOperationException">The name is taken.</exception>
    public Sequential append(string name, nn.IModule<Tensor, Tensor> module)
    {
        register_module(name, (nn.Module)module);
        _steps.Add(module);
        return this;
    }

    /// <summary>Adds a module at the end, named by its place.</summary>
    public Sequential append(nn.IModule<Tensor, Tensor> module) =>
        append(_steps.Count.ToString(System.Globalization.CultureInfo.InvariantCulture), module);

    /// <inheritdoc/>
    public override Tensor forward(Tensor tensor)
    {
        if (_steps.Count == 0)
            return tensor.alias();

        // What is between the modules lives only until the next has run.
        var result = _steps[0].call(tensor);
        for (var index = 1; index < _steps.Count; index++)
        {
            var next = _steps[index].call(result);
            if (!ReferenceEquals(next, result))
                result.Dispose();
            result = next;
        }

        return result;
    }
}
