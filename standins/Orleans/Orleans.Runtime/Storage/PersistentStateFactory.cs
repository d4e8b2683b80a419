namespace Orleans.Runtime;

/// <summary>Makes the stored objects of grains.</summary>
public class PersistentStateFactory : IPersistentStateFactory
{
    /// <inheritdoc/>
    public IPersistentState<TState> Create<TState>(IGrainContext context, IPersistentStateConfiguration cfg)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(cfg);
        var store = Storage.GrainStorages.Get(context.ActivationServices, cfg.StorageName, context.GrainId.Type.ToString()!);
        return new Storage.PersistentState<TState>(GetFullStateName(context, cfg), context, store);
    }

    /// <summary>Gets the name under which the object is stored.</summary>
    /// <param name="context">The activation.</param>
    /// <param name="cfg">The configuration of the object.</param>
    /// <returns>The name.</returns>
    protected virtual string GetFullStateName(IGrainContext context, IPersistentStateConfiguration cfg)
    {
        ArgumentNullException.ThrowIfNull(cfg);
        return cfg.StateName;
    }
}
