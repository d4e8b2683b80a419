namespace TorchSharp.Modules;

/// <summary>Parameters with common settings of a certain type.</summary>
public class ParamGroup<TOptions> : ParamGroup
    where TOptions : OptimizerOptions
{
    /// <summary>No parameters yet.</summary>
    public ParamGroup()
    {
    }

    /// <summary>Parameters with settings; those of the optimizer for none.</summary>
    public ParamGroup(IEnumerable<Parameter> parameters, TOptions? options = null)
    {
        Parameters = parameters;
        base.Options = options!;
    }

    /// <summary>The settings; null until the group belongs to an optimizer.</summary>
    public new TOptions Options
    {
        get => (TOptions)base.Options;
        set => base.Options = value;
    }
}
