using System.Runtime.CompilerServices;
using Orleans.Serialization.Activators;
using Orleans.Serialization.Serializers;

namespace Orleans.Serialization;

/// <summary>Creates instances with their parameterless constructor, or without running any where there is none.</summary>
internal sealed class ActivatorProvider : IActivatorProvider
{
    public IActivator<T> GetActivator<T>() => DefaultActivator<T>.Instance;

    private sealed class DefaultActivator<T> : IActivator<T>
    {
        public static readonly DefaultActivator<T> Instance = new();

        private static readonly bool HasConstructor = typeof(T).IsValueType || typeof(T).GetConstructor(Type.EmptyTypes) is not null;

        public T Create() => HasConstructor ? Activator.CreateInstance<T>() : (T)RuntimeHelpers.GetUninitializedObject(typeof(T));
    }
}
