using System.Globalization;
using System.Numerics;

namespace OrleansML.Cli.Data;

/// <summary>How text cells become elements, whatever the machine's language.</summary>
internal static class Cells
{
    /// <summary>Reads a number; for whole numbers a fraction of zero is accepted, since exports often write 3 as 3.0.</summary>
    public static bool TryParseNumber<T>(string cell, out T value) where T : struct, INumberBase<T> =>
        T.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out value!);

    /// <summary>Reads a truth value: true, false, 1 or 0.</summary>
    public static bool TryParseBool(string cell, out bool value)
    {
        value = cell.Trim() is "1" || cell.Trim().Equals("true", StringComparison.OrdinalIgnoreCase);
        return value || cell.Trim() is "0" || cell.Trim().Equals("false", StringComparison.OrdinalIgnoreCase);
    }
}
