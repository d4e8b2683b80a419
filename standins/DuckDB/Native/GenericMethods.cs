namespace DuckDB.NET.Native;

/// <summary>Turns a generic method into one delegate per type argument.</summary>
internal static class GenericMethods
{
    /// <summary>A factory of delegates of the method behind <paramref name="example"/>, whose own type argument does not matter.</summary>
    public static Func<Type, TDelegate> Create<TDelegate>(TDelegate example)
        where TDelegate : Delegate
    {
        var method = example.Method.GetGenericMethodDefinition();
        return argument => method.MakeGenericMethod(argument).CreateDelegate<TDelegate>();
    }
}
