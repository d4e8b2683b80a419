using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Linear algebra.</summary>
    public static partial class linalg
    {
        /// <summary>The lower triangle whose product with its transpose is the matrix.</summary>
        public static Tensor cholesky(Tensor input) => Ops.linalg_cholesky.Single(input);

        /// <summary>The cross product.</summary>
        public static Tensor cross(Tensor input, Tensor other, long dim = -1) => Ops.linalg_cross.Single(input, other, dim);

        /// <summary>The determinant.</summary>
        public static Tensor det(Tensor input) => Ops.linalg_det.Single(input);

        /// <summary>Sign and logarithm of the absolute value of the determinant.</summary>
        public static (Tensor, Tensor) slogdet(Tensor input) => Ops.linalg_slogdet.Pair(input);

        /// <summary>The diagonals of the last two dimensions.</summary>
        public static Tensor diagonal(Tensor input, int offset = 0, int dim1 = -2, int dim2 = -1) =>
            Ops.linalg_diagonal.Single(input, offset, dim1, dim2);

        /// <summary>Eigenvalues, ascending, and eigenvectors of symmetric matrices, of which one triangle (L or U) is read.</summary>
        public static (Tensor, Tensor) eigh(Tensor input, char UPLO = 'L') => Ops.linalg_eigh.Pair(input, UPLO.ToString());

        /// <summary>The eigenvalues of symmetric matrices, ascending; one triangle (L or U) is read.</summary>
        public static Tensor eigvalsh(Tensor input, char UPLO = 'L') => Ops.linalg_eigvalsh.Single(input, UPLO.ToString());

        /// <summary>The inverse.</summary>
        public static Tensor inv(Tensor input) => Ops.linalg_inv.Single(input);

        /// <summary>The exponential of a matrix.</summary>
        public static Tensor matrix_exp(Tensor input) => Ops.linalg_matrix_exp.Single(input);

        /// <summary>The norm of matrices.</summary>
        public static Tensor matrix_norm(Tensor input, double ord, long[]? dims = null, bool keepdim = false) =>
            Ops.linalg_matrix_norm.Single(input, ord, Lists.OrDefault(dims), keepdim);

        /// <summary>The rank.</summary>
        public static Tensor matrix_rank(Tensor input, double? atol = null, double? rtol = null, bool hermitian = false) =>
            Ops.linalg_matrix_rank_atol_rtol_float.Single(input, atol, rtol, hermitian);

        /// <summary>The p-norm of vectors or matrices.</summary>
        public static Tensor norm(Tensor input, long[]? dims = null, bool keepdim = false) =>
            Ops.linalg_norm.Single(input, Value.Default, dims, keepdim);

        /// <summary>The pseudo-inverse.</summary>
        public static Tensor pinv(Tensor input, double? atol = null, double? rtol = null, bool hermitian = false) =>
            Ops.linalg_pinv_atol_rtol_float.Single(input, atol, rtol, hermitian);

        /// <summary>What times the matrix gives the right side.</summary>
        public static Tensor solve(Tensor A, Tensor B, bool left = true) => Ops.linalg_solve.Single(A, B, left);

        /// <summary>The singular value decomposition.</summary>
        public static (Tensor U, Tensor S, Tensor Vh) svd(Tensor input, bool fullMatrices = true) =>
            Ops.linalg_svd.Triple(input, fullMatrices);

        /// <summary>The singular values, descending.</summary>
        public static Tensor svdvals(Tensor input) => Ops.linalg_svdvals.Single(input);

        /// <summary>The p-norm.</summary>
        public static Tensor vector_norm(Tensor input, double ord = 2d, long[]? dims = null, bool keepdim = false) =>
            Ops.linalg_vector_norm.Single(input, ord, dims, keepdim);
    }
}
