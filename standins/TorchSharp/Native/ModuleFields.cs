using System.Reflection;
using TorchSharp.Utils;

namespace TorchSharp.Native;

/// <summary>Finds what the fields of a module hold.</summary>
internal static class ModuleFields
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    /// <summary>The fields of all types outside this library, those of the most derived one first. The modules here register what they hold.</summary>
    public static IEnumerable<(string Name, object? Value)> Of(torch.nn.Module module)
    {
        for (var type = module.GetType(); type is not null && type.Assembly != typeof(torch.nn.Module).Assembly; type = type.BaseType)
        {
            foreach (var field in type.GetFields(Declared))
                yield return (field.GetCustomAttribute<ComponentNameAttribute>()?.Name ?? field.Name, field.GetValue(module));
        }
    }
}
