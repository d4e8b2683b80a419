namespace Orleans.Runtime;

/// <summary>Typed access to the components of a target.</summary>
public static class TargetHolderExtensions
{
    /// <summary>Returns the component of a type, or null.</summary>
    public static TComponent? GetComponent<TComponent>(this ITargetHolder targetHolder)
        where TComponent : class
        => (TComponent?)targetHolder.GetComponent(typeof(TComponent));
}
